using System.Collections.Immutable;

namespace Compliance.Formats.Vulnerabilities.Advisories;

/// <summary>One record of the Open Source Vulnerability format (OSV schema 1.7). Lists keep the order of the record.</summary>
public sealed record Advisory
{
    /// <summary>The id in its own database, such as <c>GHSA-…</c> or <c>CGA-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Other ids of the very same vulnerability.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Ids of the vulnerabilities upstream that this advisory is about; one advisory may be about several.</summary>
    public ImmutableArray<string> Upstream { get; init; } = [];

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Modified { get; init; }

    /// <summary>When the record was withdrawn; it then affects nothing.</summary>
    public DateTimeOffset? Withdrawn { get; init; }

    public string Summary { get; init; } = "";

    public ImmutableArray<AdvisorySeverity> Severities { get; init; } = [];

    public ImmutableArray<AffectedPackage> Affected { get; init; } = [];
}
