using System.Collections.Immutable;

namespace Compliance.Policy.Findings;

/// <summary>When one vulnerability was first detected in a system, and what proves it.</summary>
/// <param name="TrackingId">The system's own id of the finding.</param>
/// <param name="Id">CVE, or the id of an advisory.</param>
/// <param name="Aliases">Ordinal order.</param>
/// <param name="DetectedAt">
/// The earliest evidenced time, never the publication of the vulnerability; UTC, whole seconds. Null when a file shows that it was known and not since when: it is then
/// unknown, and no audit's date takes its place.
/// </param>
/// <param name="EvidenceKind"><c>poam</c>, <c>scan</c> or <c>package</c>.</param>
/// <param name="EvidenceName">File name or package id.</param>
/// <param name="EvidenceSha256">64 hexadecimal characters.</param>
public sealed record DetectionRecord(
    string TrackingId, string Id, ImmutableArray<string> Aliases, DateTimeOffset? DetectedAt, string EvidenceKind, string EvidenceName, string EvidenceSha256)
{
    /// <summary>
    /// The signed document that states a later time, with its detached signature; null when there is none. It counts only for whoever verifies the signature
    /// under a trust of their own: <see cref="DetectedAt"/> does not know of it.
    /// </summary>
    public SignedCorrection? Correction { get; init; }
}
