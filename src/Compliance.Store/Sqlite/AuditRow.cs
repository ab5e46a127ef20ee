using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Records;
using Compliance.Formats;
using Compliance.Policy.Results;

namespace Compliance.Store.Sqlite;

/// <summary>A row of <c>audits</c> as Dapper maps it, by column alias.</summary>
internal sealed class AuditRow
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public const string Columns = """
        package_id AS PackageId, reference AS Reference, system_id AS SystemId, profile_id AS ProfileId, policy_set AS PolicySet,
        engine AS Engine, started_at AS StartedAt, finished_at AS FinishedAt, evaluated_at AS EvaluatedAt, verdict AS Verdict,
        evidence_root AS EvidenceRoot, package AS Package, package_bytes AS PackageBytes, package_path AS PackagePath
        """;

    public required string PackageId { get; init; }

    public required string Reference { get; init; }

    public required string SystemId { get; init; }

    public required string ProfileId { get; init; }

    public required string PolicySet { get; init; }

    public required string Engine { get; init; }

    public required string StartedAt { get; init; }

    public required string FinishedAt { get; init; }

    public required string EvaluatedAt { get; init; }

    public required long Verdict { get; init; }

    public required string EvidenceRoot { get; init; }

    public required string Package { get; init; }

    public required long PackageBytes { get; init; }

    public required string PackagePath { get; init; }

    public static string Format(DateTimeOffset time) => time.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static object ParametersOf(AuditRecord record) => new
    {
        record.PackageId,
        record.Reference,
        record.SystemId,
        record.ProfileId,
        PolicySet = record.PolicySet.ToString(),
        record.Engine,
        StartedAt = Format(record.StartedAt),
        FinishedAt = Format(record.FinishedAt),
        EvaluatedAt = Format(record.EvaluatedAt),
        Verdict = (long)record.Verdict,
        EvidenceRoot = record.EvidenceRoot.ToString(),
        Package = record.Package.ToString(),
        record.PackageBytes,
        record.PackagePath,
    };

    public AuditRecord ToRecord(ImmutableArray<ImageRecord> images, ImmutableArray<VerdictRecord> verdicts) => new()
    {
        PackageId = PackageId,
        Reference = Reference,
        SystemId = SystemId,
        ProfileId = ProfileId,
        PolicySet = Digest.Parse(PolicySet),
        Engine = Engine,
        StartedAt = Parse(StartedAt),
        FinishedAt = Parse(FinishedAt),
        EvaluatedAt = Parse(EvaluatedAt),
        Verdict = (Verdict)Verdict,
        EvidenceRoot = Digest.Parse(EvidenceRoot),
        Package = Digest.Parse(Package),
        PackageBytes = PackageBytes,
        PackagePath = PackagePath,
        Images = images,
        Verdicts = verdicts,
    };

    private static DateTimeOffset Parse(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
