using System.Collections.Immutable;

namespace Compliance.Formats.Vulnerabilities.Scans;

/// <summary>A scan by another tool, normalised. What it says is that tool's word about the subjects it names, at the time it names.</summary>
public sealed record ScanReport
{
    public required ScanFormat Format { get; init; }

    /// <summary>Empty when the scan does not say.</summary>
    public string Tool { get; init; } = "";

    public string ToolVersion { get; init; } = "";

    public string DatabaseUri { get; init; } = "";

    public string DatabaseVersion { get; init; } = "";

    /// <summary>How old the vulnerability data were; null when the scan does not say, and nobody then knows.</summary>
    public DateTimeOffset? DatabaseUpdatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Null when the scan does not say.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What was scanned: names, and digests as <c>sha256:…</c>; ordinal order, each once.</summary>
    public ImmutableArray<string> Subjects { get; init; } = [];

    public required ImmutableArray<ScanFinding> Findings { get; init; }

    /// <summary>False when the results or a part of them could not be read.</summary>
    public required bool IsComplete { get; init; }
}
