using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Compliance.Policy.Exceptions;

namespace Compliance.Policy.Documents;

/// <summary>
/// How one vulnerability was evaluated for the system. What is left out stays unknown, and clocks show every column that is possible. A record for a package
/// and image outranks one for all.
/// </summary>
public sealed record TriageDocument
{
    [Description("Id of the vulnerability, such as CVE-2026-0001.")]
    [MinLength(1)]
    public required string Vulnerability { get; init; }

    [Description("Package that it is about, by name or package URL without version. None means all.")]
    [MinLength(1)]
    public string? Package { get; init; }

    [Description("Images that it is about, by reference or digest; * stands for any characters. None means all.")]
    public ImmutableArray<string> Images { get; init; } = [];

    /// <summary>Whether it is for an image of these names (digests, references).</summary>
    public bool IsFor(IEnumerable<string> names) => Images.IsEmpty || names.Any(name => Images.Any(pattern => NamePattern.Matches(pattern, name)));

    [Description("When it was evaluated, ISO 8601 in UTC.")]
    [RegularExpression(DocumentPatterns.Time)]
    public required string Evaluated { get; init; }

    [Description("Potential adverse impact on agencies, 1 to 5 for N1 to N5.")]
    public long? Impact { get; init; }

    [Description("Whether it is likely exploitable here (LEV).")]
    public bool? LikelyExploitable { get; init; }

    [Description("Whether it is reachable from the internet (IRV); without, the exposure of the services that run the image.")]
    public bool? InternetReachable { get; init; }

    [Description("Whether attacks can be automated; without, CISA's decision. CISA's decision outranks it for known exploited vulnerabilities.")]
    public bool? Automatable { get; init; }

    [Description("Whether an attacker gains total control; without, CISA's decision. CISA's decision outranks it for known exploited vulnerabilities.")]
    public bool? TotalImpact { get; init; }

    [Description("Who evaluated it.")]
    [MinLength(1)]
    public required string Author { get; init; }

    [Description("Why it was evaluated so.")]
    [MinLength(1)]
    public required string Reason { get; init; }

    [Description("Last day on which it counts, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? Expires { get; init; }
}
