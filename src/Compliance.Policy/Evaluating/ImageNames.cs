using System.Collections.Immutable;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Views;

namespace Compliance.Policy.Evaluating;

/// <summary>The names by which a system file may mean an image: its digest, its index's digest, and how the caller named it.</summary>
internal sealed class ImageNames(ImmutableArray<string> names)
{
    public static ImageNames Of(FactTable facts) => new(
    [
        facts.Subject.ToString(),
        .. facts.Of(FactKind.Image).SelectMany(view => new[] { view["indexDigest"], view["reference"] })
            .Where(value => value is { IsKnown: true, Value: string { Length: > 0 } }).Select(value => (string)value.Value),
    ]);

    /// <summary>No pattern at all means every image.</summary>
    public bool AreMeantBy(ImmutableArray<string> patterns) => patterns.IsEmpty || patterns.Any(pattern => names.Any(name => Matches(pattern, name)));

    /// <summary><c>*</c> stands for any characters; everything else for itself. Time is bounded by the product of the lengths.</summary>
    internal static bool Matches(string pattern, string name)
    {
        var (at, inPattern, star, resume) = (0, 0, -1, 0);
        while (at < name.Length)
        {
            if (inPattern < pattern.Length && pattern[inPattern] == '*') (star, resume, inPattern) = (inPattern, at, inPattern + 1);
            else if (inPattern < pattern.Length && pattern[inPattern] == name[at]) (at, inPattern) = (at + 1, inPattern + 1);
            else if (star >= 0) (inPattern, resume, at) = (star + 1, resume + 1, resume + 1);
            else return false;
        }

        while (inPattern < pattern.Length && pattern[inPattern] == '*') inPattern++;
        return inPattern == pattern.Length;
    }
}
