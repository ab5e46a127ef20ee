using System.Collections.Immutable;

namespace Compliance.Formats.Vulnerabilities.Advisories;

/// <summary>One package of an advisory. Every version is affected that is listed or in a range; a package with neither says nothing about its versions.</summary>
public sealed record AffectedPackage
{
    /// <summary>As OSV spells it, with its suffix: <c>Debian:12</c>, <c>Alpine:v3.20</c>, <c>Go</c>. Empty for ranges of a source repository.</summary>
    public required string Ecosystem { get; init; }

    public required string Name { get; init; }

    /// <summary>Empty when the record has none.</summary>
    public string Purl { get; init; } = "";

    public ImmutableArray<AffectedRange> Ranges { get; init; } = [];

    public ImmutableArray<string> Versions { get; init; } = [];

    public ImmutableArray<AdvisorySeverity> Severities { get; init; } = [];

    /// <summary>Something of the record could not be understood and was left out.</summary>
    public bool IsIncomplete { get; init; }
}
