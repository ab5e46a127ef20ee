using System.Collections.Immutable;

namespace Compliance.Policy.Findings.Journal;

/// <summary>One vulnerability of one package, as an audit saw it.</summary>
public sealed record ObservedFinding
{
    /// <summary>CVE, or the id of an advisory.</summary>
    public required string Id { get; init; }

    public ImmutableArray<string> Aliases { get; init; } = [];

    public required string Package { get; init; }

    public string Installed { get; init; } = "";

    /// <summary>First version without it; empty when none is known.</summary>
    public string Fixed { get; init; } = "";

    /// <summary><c>critical</c>, <c>high</c>, <c>moderate</c>, <c>low</c>, <c>none</c> or <c>unknown</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>CVSS base score; empty when no feed states one.</summary>
    public string Cvss { get; init; } = "";

    /// <summary>Null when the catalog was not asked.</summary>
    public bool? KnownExploited { get; init; }

    /// <summary>ISO date; empty when none is known.</summary>
    public string KevDueOn { get; init; } = "";

    /// <summary>Feed and record that say so.</summary>
    public string DetectedBy { get; init; } = "";
}
