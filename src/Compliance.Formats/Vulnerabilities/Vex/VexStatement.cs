using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Vulnerabilities.Vex;

/// <summary>One status of one vulnerability for some products.</summary>
public sealed record VexStatement
{
    /// <summary>The CVE where there is one, else the first id that is given.</summary>
    public required string Vulnerability { get; init; }

    /// <summary>Other ids of the same vulnerability, ordinal order.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Empty: the document does not say what it is about, and the statement is about nothing.</summary>
    public required ImmutableArray<VexProduct> Products { get; init; }

    public required VexStatus Status { get; init; }

    /// <summary>As the format spells it, such as <c>vulnerable_code_not_in_execute_path</c>; empty without one.</summary>
    public string Justification { get; init; } = "";

    /// <summary>Why there is no impact, in words; empty without one.</summary>
    public string ImpactStatement { get; init; } = "";

    /// <summary>What to do, in words; empty without one.</summary>
    public string ActionStatement { get; init; } = "";

    /// <summary>When the status was stated; null when neither statement nor document says.</summary>
    public DateTimeOffset? StatedAt { get; init; }

    public required Locator Locator { get; init; }

    /// <summary>"not affected" needs a reason: OpenVEX 0.2.0 "Status Justifications", CSAF 9.1.5 profile 5 (flag or impact statement), CycloneDX <c>analysis</c>.</summary>
    public bool IsJustified => Status != VexStatus.NotAffected || Justification.Length > 0 || ImpactStatement.Length > 0;
}
