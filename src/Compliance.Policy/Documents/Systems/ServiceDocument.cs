using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Compliance.Policy.Exceptions;

namespace Compliance.Policy.Documents;

/// <summary>A service of a system.</summary>
public sealed record ServiceDocument
{
    [Description("Name of the service.")]
    [MinLength(1)]
    public required string Name { get; init; }

    [Description("Images that it runs, by reference; * stands for any characters.")]
    public ImmutableArray<string> Images { get; init; } = [];

    /// <summary>Whether one of the image's names (digests, references) is among <see cref="Images"/>.</summary>
    public bool Runs(IEnumerable<string> names) => names.Any(name => Images.Any(pattern => NamePattern.Matches(pattern, name)));

    [Description("Who can reach it.")]
    public Exposure? Exposure { get; init; }

    [Description("What it uses cryptography for.")]
    public ImmutableArray<CryptographicUseDocument> Uses { get; init; } = [];
}
