using System.Globalization;
using System.Text.Json;
using Compliance.Evidence.Records;
using Compliance.Policy.Results;
using Compliance.Service.Verbs.Exceptions;
using Compliance.Service.Verbs.HumanEvidence;

namespace Compliance.Service.CommandLine;

/// <summary>An audit as <c>list --json</c>, <c>audit --json</c> and the HTTP interface spell it.</summary>
internal static class AuditJson
{
    /// <param name="evaluation">Where it is at hand: waivers are told, which the history does not keep.</param>
    public static void Write(Utf8JsonWriter writer, AuditRecord audit, Evaluation? evaluation = null)
    {
        writer.WriteStartObject();
        writer.WriteString("packageId", audit.PackageId);
        writer.WriteString("reference", audit.Reference);
        writer.WriteString("system", audit.SystemId);
        writer.WriteString("profile", audit.ProfileId);
        writer.WriteString("policySet", audit.PolicySet.ToString());
        writer.WriteString("engine", audit.Engine);
        writer.WriteString("startedAt", Time(audit.StartedAt));
        writer.WriteString("finishedAt", Time(audit.FinishedAt));
        writer.WriteString("evaluatedAt", Time(audit.EvaluatedAt));
        writer.WriteString("verdict", audit.Verdict.ToWords());
        writer.WriteString("evidenceRoot", audit.EvidenceRoot.ToString());
        writer.WriteString("package", audit.Package.ToString());
        writer.WriteNumber("packageBytes", audit.PackageBytes);
        writer.WriteString("packagePath", audit.PackagePath);
        writer.WriteStartArray("images");
        foreach (var image in audit.Images) WriteImage(writer, image);
        writer.WriteEndArray();
        writer.WriteStartArray("verdicts");
        foreach (var verdict in audit.Verdicts)
        {
            writer.WriteStartObject();
            writer.WriteString("image", verdict.Manifest.ToString());
            writer.WriteString("policy", verdict.PolicyId);
            writer.WriteString("verdict", verdict.Verdict.ToWords());
            writer.WriteString("severity", verdict.Severity);
            if (evaluation?.Results.FirstOrDefault(result => result.PolicyId == verdict.PolicyId && result.Subject == verdict.Manifest) is { Waivers.IsEmpty: false } told)
                writer.WriteString("told", told.Words);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (evaluation is not null)
        {
            writer.WriteString("policySignature", evaluation.PolicySignature?.Words ?? "policies not signed");
            WaiversJson.Write(writer, evaluation.Waivers);
            EvidenceLines.Write(writer, evaluation.HumanEvidence, evaluation.Benchmarks);
        }

        writer.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter writer, ImageRecord image)
    {
        writer.WriteStartObject();
        writer.WriteString("manifest", image.Manifest.ToString());
        if (image.Index is { } index) writer.WriteString("index", index.ToString());
        writer.WriteString("platform", image.Platform);
        writer.WriteString("facts", image.Facts.ToString());
        writer.WriteNumber("factCount", image.FactCount);
        writer.WriteNumber("gapCount", image.GapCount);
        writer.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
