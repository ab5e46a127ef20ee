using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>One scan of the image for vulnerabilities: by this program's feeds, or by another tool.</summary>
public sealed record ScanFact : FactValue
{
    public override FactKind Kind => FactKind.Scan;

    /// <summary><c>compliance</c> for the look-up in feeds; empty when the scan does not say.</summary>
    public required string Tool { get; init; }

    public string ToolVersion { get; init; } = "";

    /// <summary><c>feeds</c>, <c>trivy</c>, <c>grype</c>, <c>sarif</c>, <c>cosignvuln</c>, <c>intotovulns</c> or <c>cyclonedx</c>.</summary>
    public required string Format { get; init; }

    /// <summary>File of the folder of findings, or what was attached; the feeds for the look-up.</summary>
    public string Document { get; init; } = "";

    /// <summary>Who attested it; empty when nobody did.</summary>
    public string Signer { get; init; } = "";

    /// <summary>Whether it scanned this image.</summary>
    public required Knowable<bool> SubjectMatches { get; init; }

    /// <summary>UTC.</summary>
    public required Knowable<string> FinishedAt { get; init; }

    /// <summary>When its vulnerability data were made, UTC.</summary>
    public required Knowable<string> DatabaseAt { get; init; }

    public required bool Complete { get; init; }

    /// <summary>Id and package of everything it reports, ordinal order.</summary>
    public ImmutableArray<string> Found { get; init; } = [];

    /// <summary>What it set aside, with its reason.</summary>
    public ImmutableArray<string> Suppressed { get; init; } = [];

    /// <summary>Reported by this scan and by no other one of the image.</summary>
    public ImmutableArray<string> OnlyHere { get; init; } = [];

    /// <summary>Reported by another scan of the image and not by this one.</summary>
    public ImmutableArray<string> NotHere { get; init; } = [];
}
