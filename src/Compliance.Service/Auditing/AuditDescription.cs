using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Raw;
using Compliance.Evidence.Records;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts.Schema;
using Compliance.Reporting;
using Compliance.Service.Configuration;

namespace Compliance.Service.Auditing;

/// <summary>What a package says about its audit besides evidence and verdicts, and what the history keeps.</summary>
internal static class AuditDescription
{
    private static readonly ImmutableArray<string> Limits =
    [
        "That a validated module is present and switched on does not show that every use of cryptography goes through it.",
        "Evaluating twice with the same engine shows determinism, not correctness.",
        "Facts from the recorded inventory rest on the tar headers and digests taken when the image was read; facts that are carried need the image to be seen again.",
        "The signing time is the signer's own claim unless a time-stamp token is in the package.",
        "Nothing here speaks for the host, its kernel or the way the image is run.",
    ];

    public static PackageInputs Describe(RawEvidence raw, Assessment assessment, AuditRun run, Limits limits) => new()
    {
        Raw = raw,
        Facts = assessment.Facts,
        Evaluation = assessment.Evaluation,
        Policies = assessment.Policies.Files,
        Run = run,
        System = AuditStatement.HeaderOf(assessment),
        Subjects = AuditStatement.SubjectsOf(raw, assessment.Facts),
        TrustInputs = AuditStatement.TrustOf(raw, limits),
        Evaluator = Evaluator(),
        Limits = [.. raw.LeftOut.Select(name => $"The collector '{name}' was left out on request: what it would have found is unknown here."), .. Limits],
    };

    public static PackageReport ToPackageReport(ReportFile report) =>
        new(Path.GetFileName(report.Path), report.MediaType, report.Bytes.AsMemory());

    public static AuditRecord Record(EvidenceDraft draft, SealedPackage package, AuditRequest request, string? file) => new()
    {
        PackageId = draft.PackageId,
        Reference = request.Image.Text,
        SystemId = draft.System.Id,
        ProfileId = draft.Evaluation.ProfileId,
        PolicySet = draft.Evaluation.PolicySet,
        Engine = draft.Evaluation.Engine,
        StartedAt = draft.Run.StartedAt,
        FinishedAt = draft.Run.FinishedAt,
        EvaluatedAt = draft.Run.EvaluatedAt,
        Verdict = draft.Evaluation.Verdict,
        EvidenceRoot = draft.EvidenceRoot,
        Package = package.Sha256,
        PackageBytes = package.Size,
        PackagePath = file is null ? "" : Path.GetFullPath(file),
        Images = [.. draft.Subjects.Zip(draft.Facts, (subject, facts) =>
            new ImageRecord(subject.Manifest, subject.Index, subject.Platform, Digests.Sha256(FactJson.Write(facts)), facts.Facts.Length, facts.Gaps.Length))],
        Verdicts = [.. draft.Evaluation.Results.Select(result => new VerdictRecord(result.Subject, result.PolicyId, result.Verdict, result.Severity))],
    };

    private static EvaluatorDescription Evaluator()
    {
        var module = PlatformModule.Current;
        return new EvaluatorDescription(
            ProductVersion.Text,
            RuntimeInformation.OSDescription,
            string.Create(CultureInfo.InvariantCulture, $".NET {Environment.Version}"),
            module.ToString(),
            module.Fips.ToString().ToLowerInvariant());
    }
}
