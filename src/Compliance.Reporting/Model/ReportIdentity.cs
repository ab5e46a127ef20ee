using Compliance.Formats;

namespace Compliance.Reporting.Model;

/// <summary>What ties a rendered report to its package: renderers write it where a verifier looks for it.</summary>
/// <param name="Results">Digest of <c>data/results/results.json</c>.</param>
public sealed record ReportIdentity(string PackageId, Digest EvidenceRoot, Digest Results);
