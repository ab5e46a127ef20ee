using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary><c>package.json</c>: what the package is and every file of its payload, canonical JSON.</summary>
internal static class PackageDocument
{
    public const string Schema = "compliance/package/v1";

    /// <summary>Same description, same bytes. The digests of compressed bytes are there because deflate can say one thing in several ways.</summary>
    public static byte[] Write(PackageDescription package) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("schema", Schema);
        writer.WriteString("packageId", package.PackageId);
        writer.WriteString("kind", "assessment");
        writer.WriteStartObject("run");
        writer.WriteString("startedAt", Times.Format(package.Run.StartedAt));
        writer.WriteString("finishedAt", Times.Format(package.Run.FinishedAt));
        writer.WriteString("evaluatedAt", Times.Format(package.Run.EvaluatedAt));
        writer.WriteEndObject();
        writer.WriteStartObject("evidenceRoot");
        writer.WriteString("algorithm", "rfc6962-sha256");
        writer.WriteString("value", package.EvidenceRoot.Hex);
        writer.WriteEndObject();
        WriteResults(writer, package);
        writer.WritePropertyName("statement");
        StatementDocument.Write(writer, package.System, package.Subjects, package.TrustInputs);
        writer.WritePropertyName("evaluator");
        EvaluatorDocument.Write(writer, package.Evaluator);
        WriteSigner(writer, package.Signer);
        writer.WriteStrings("limits", package.Limits);
        writer.WriteStartArray("files");
        foreach (var file in package.Files) WriteFile(writer, file, package.Packed);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>What a draft says, with all files of its payload.</summary>
    public static PackageDescription Describe(EvidenceDraft draft, ImmutableArray<EvidenceFile> files, ImmutableSortedDictionary<string, Digest> packed) => new()
    {
        PackageId = draft.PackageId,
        Run = draft.Run,
        EvidenceRoot = draft.EvidenceRoot,
        ProfileId = draft.Evaluation.ProfileId,
        ProfileTitle = draft.Evaluation.ProfileTitle,
        PolicySet = draft.Evaluation.PolicySet,
        Verdict = draft.Evaluation.Verdict.ToWords(),
        Counts = VerdictCounts.Of(draft.Evaluation),
        System = draft.System,
        Subjects = draft.Subjects,
        TrustInputs = draft.TrustInputs,
        Evaluator = draft.Evaluator,
        Signer = draft.Signer,
        Limits = draft.Limits,
        Files = files,
        Packed = packed,
    };

    private static void WriteResults(CanonicalJsonWriter writer, PackageDescription package)
    {
        writer.WriteStartObject("policy");
        writer.WriteString("profile", package.ProfileId);
        writer.WriteString("title", package.ProfileTitle);
        writer.WriteString("policySet", package.PolicySet.ToString());
        writer.WriteEndObject();
        writer.WriteString("verdict", package.Verdict);
        writer.WriteStartObject("counts");
        writer.WriteNumber("met", package.Counts.Met);
        writer.WriteNumber("notMet", package.Counts.NotMet);
        writer.WriteNumber("unknown", package.Counts.Unknown);
        writer.WriteNumber("notApplicable", package.Counts.NotApplicable);
        writer.WriteEndObject();
    }

    private static void WriteSigner(CanonicalJsonWriter writer, SignerDescription signer)
    {
        writer.WriteStartObject("signer");
        writer.WriteString("subject", signer.Subject);
        writer.WriteString("algorithm", signer.Algorithm);
        writer.WriteString("certificate", signer.CertificateFingerprint);
        writer.WriteString("anchor", signer.AnchorFingerprint);
        writer.WriteBoolean("selfIssued", signer.SelfIssued);
        if (signer.Timestamped) writer.WriteBoolean("timestamped", true);
        writer.WriteEndObject();
    }

    private static void WriteFile(CanonicalJsonWriter writer, EvidenceFile file, ImmutableSortedDictionary<string, Digest> packed)
    {
        writer.WriteStartObject();
        writer.WriteString("path", file.Path);
        writer.WriteNumber("size", file.Size);
        writer.WriteString("sha256", file.Sha256.Hex);
        writer.WriteString("mediaType", file.MediaType.Text);
        writer.WriteString("role", file.Role);
        writer.WriteString("origin", file.Origin);
        if (packed.TryGetValue(file.Path, out var digest)) writer.WriteString("packedSha256", digest.Hex);
        writer.WriteEndObject();
    }
}
