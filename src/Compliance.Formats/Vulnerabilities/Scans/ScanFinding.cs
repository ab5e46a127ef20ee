using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Vulnerabilities.Scans;

/// <summary>One vulnerability that a scan reports for one package.</summary>
public sealed record ScanFinding
{
    /// <summary>The CVE where the scan names one, else the scan's id.</summary>
    public required string Id { get; init; }

    /// <summary>Other ids of the same vulnerability that the scan names, ordinal order.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Empty when the format has no package.</summary>
    public string Package { get; init; } = "";

    public string Version { get; init; } = "";

    /// <summary>Empty when the scan has none.</summary>
    public string Purl { get; init; } = "";

    /// <summary>Empty when the scan names none.</summary>
    public string FixedVersion { get; init; } = "";

    /// <summary><c>critical</c>, <c>high</c>, <c>moderate</c>, <c>low</c>, <c>none</c> or <c>unknown</c>.</summary>
    public string Severity { get; init; } = "unknown";

    /// <summary>Why the scan does not count it; empty when it counts. It stays a finding here.</summary>
    public string Suppression { get; init; } = "";

    public required Locator Locator { get; init; }
}
