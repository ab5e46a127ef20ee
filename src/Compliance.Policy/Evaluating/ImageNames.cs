using System.Collections.Immutable;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Views;

namespace Compliance.Policy.Evaluating;

/// <summary>The names by which a system file may mean an image: its digest, its index's digest, and how the caller named it.</summary>
internal sealed class ImageNames(ImmutableArray<string> names)
{
    public ImmutableArray<string> All => names;

    public static ImageNames Of(FactTable facts) => new(
    [
        facts.Subject.ToString(),
        .. facts.Of(FactKind.Image).SelectMany(view => new[] { view["indexDigest"], view["reference"] })
            .Where(value => value is { IsKnown: true, Value: string { Length: > 0 } }).Select(value => (string)value.Value),
    ]);

    /// <summary>No pattern at all means every image.</summary>
    public bool AreMeantBy(ImmutableArray<string> patterns) => patterns.IsEmpty || patterns.Any(pattern => names.Any(name => NamePattern.Matches(pattern, name)));
}
