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
using Compliance.Oci.Models;
using Compliance.Policy.Facts;
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
        System = HeaderOf(assessment),
        Subjects = [.. raw.Images.Zip(assessment.Facts, (image, facts) => SubjectOf(image, facts, limits))],
        TrustInputs = TrustDescription.Of(raw.Trust, limits),
        Evaluator = Evaluator(),
        Limits = Limits,
    };

    public static PackageReport ToPackageReport(ReportFile report) =>
        new(Path.GetFileName(report.Path), report.MediaType, report.Bytes.AsMemory());

    public static AuditRecord Record(EvidenceDraft draft, SealedPackage package, AuditRequest request) => new()
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
        PackagePath = Path.GetFullPath(request.Out),
        Images = [.. draft.Subjects.Zip(draft.Facts, (subject, facts) =>
            new ImageRecord(subject.Manifest, subject.Index, subject.Platform, Digests.Sha256(FactJson.Write(facts)), facts.Facts.Length, facts.Gaps.Length))],
        Verdicts = [.. draft.Evaluation.Results.Select(result => new VerdictRecord(result.Subject, result.PolicyId, result.Verdict, result.Severity))],
    };

    private static SystemHeader HeaderOf(Assessment assessment)
    {
        var system = assessment.Policies.System;
        var document = system.Document;
        return new SystemHeader(system.IsDefault, document.Id, document.Title, document.Certification?.Type ?? "", document.Certification?.Class ?? "", document.Baseline?.ToString() ?? "");
    }

    private static AuditSubject SubjectOf(RawImage image, FactSet facts, Limits limits)
    {
        var about = facts.OfKind(FactKind.Image).Select(fact => fact.Value).OfType<ImageFact>().FirstOrDefault();
        var platform = about is null ? "" : new Platform(about.Os, about.Architecture, about.Variant).ToString();
        var entries = image.Inventory is { } inventory ? Lines(inventory) : 0;
        var index = image.Index is { } document ? document.Item.Origin : "";
        Formats.Digest.TryParse(index, out var indexDigest);
        return new AuditSubject(
            image.Reference, image.Pinned, indexDigest, image.Subject, platform, facts.OfKind(FactKind.Package).Count(), about?.LayerDigests.Length ?? 0, about?.CompressedBytes ?? 0, entries);
    }

    private static long Lines(RawDocument inventory)
    {
        using var stream = inventory.Open();
        var buffer = new byte[1 << 16];
        var lines = 0L;
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return lines;
    }

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
