using Compliance.Formats;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary><c>package.json</c>: what the package is and every file of its payload, canonical JSON.</summary>
internal static class PackageDocument
{
    public const string Schema = "compliance/package/v1";

    /// <param name="packed">SHA-256 of the compressed bytes of every deflated payload entry by name: deflate can say one thing in several ways.</param>
    public static byte[] Write(EvidenceDraft draft, IEnumerable<EvidenceFile> files, IReadOnlyDictionary<string, Digest> packed) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("schema", Schema);
        writer.WriteString("packageId", draft.PackageId);
        writer.WriteString("kind", "assessment");
        writer.WriteStartObject("run");
        writer.WriteString("startedAt", Times.Format(draft.Run.StartedAt));
        writer.WriteString("finishedAt", Times.Format(draft.Run.FinishedAt));
        writer.WriteString("evaluatedAt", Times.Format(draft.Run.EvaluatedAt));
        writer.WriteEndObject();
        writer.WriteStartObject("evidenceRoot");
        writer.WriteString("algorithm", "rfc6962-sha256");
        writer.WriteString("value", draft.EvidenceRoot.Hex);
        writer.WriteEndObject();
        WriteResults(writer, draft.Evaluation);
        writer.WritePropertyName("statement");
        StatementDocument.Write(writer, draft.System, draft.Subjects, draft.TrustInputs);
        writer.WritePropertyName("evaluator");
        EvaluatorDocument.Write(writer, draft.Evaluator);
        WriteSigner(writer, draft.Signer);
        writer.WriteStrings("limits", draft.Limits);
        writer.WriteStartArray("files");
        foreach (var file in files) WriteFile(writer, file, packed);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteResults(CanonicalJsonWriter writer, Evaluation evaluation)
    {
        writer.WriteStartObject("policy");
        writer.WriteString("profile", evaluation.ProfileId);
        writer.WriteString("title", evaluation.ProfileTitle);
        writer.WriteString("policySet", evaluation.PolicySet.ToString());
        writer.WriteEndObject();
        writer.WriteString("verdict", evaluation.Verdict.ToWords());
        var counts = VerdictCounts.Of(evaluation);
        writer.WriteStartObject("counts");
        writer.WriteNumber("met", counts.Met);
        writer.WriteNumber("notMet", counts.NotMet);
        writer.WriteNumber("unknown", counts.Unknown);
        writer.WriteNumber("notApplicable", counts.NotApplicable);
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
        writer.WriteEndObject();
    }

    private static void WriteFile(CanonicalJsonWriter writer, EvidenceFile file, IReadOnlyDictionary<string, Digest> packed)
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
