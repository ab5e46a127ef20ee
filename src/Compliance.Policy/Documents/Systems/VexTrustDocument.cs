using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Compliance.Policy.Exceptions;

namespace Compliance.Policy.Documents;

/// <summary>One VEX document of the folder of findings that is believed. The author inside a document proves nothing; this entry says who vouches for it.</summary>
public sealed record VexTrustDocument
{
    [Description("SHA-256 of the document.")]
    [RegularExpression("^[0-9a-f]{64}$")]
    public required string Sha256 { get; init; }

    [Description("Who issued it.")]
    [MinLength(1)]
    public required string Issuer { get; init; }

    [Description("Products that it may speak of: package URLs or names, * stands for any characters. None means all.")]
    public ImmutableArray<string> Products { get; init; } = [];

    /// <summary>Whether it may speak of a product or package by one of these names.</summary>
    public bool MayJudge(IEnumerable<string> names) => Products.IsEmpty || names.Any(name => Products.Any(pattern => NamePattern.Matches(pattern, name)));

    [Description("Who of the system accepted it.")]
    [MinLength(1)]
    public required string Author { get; init; }

    [Description("Why it is believed.")]
    [MinLength(1)]
    public required string Reason { get; init; }

    [Description("Last day on which it counts, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? Expires { get; init; }
}
