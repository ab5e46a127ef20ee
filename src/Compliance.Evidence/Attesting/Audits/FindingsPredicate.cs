using Compliance.Evidence.Packaging.Documents;
using Compliance.Formats;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Attesting.Audits;

/// <summary>
/// What a summary can't say: every verdict with its reasons and remedies, and every gap, so that whoever has to decide about a failed image sees why. It
/// answers the question "which policies does this image not meet, and what would cure that?".
/// </summary>
public static class FindingsPredicate
{
    public const string Type = "urn:compliance:findings:v1";

    internal static (string PredicateType, byte[] Predicate) Write(AttestedAudit audit, Digest subject) => (Type, CanonicalJson.Write(writer =>
    {
        var evaluation = audit.Evaluation;
        writer.WriteStartObject();
        writer.WriteStartObject("package");
        writer.WriteString("id", audit.Package.PackageId);
        writer.WriteString("evidenceRoot", audit.Package.EvidenceRoot.ToString());
        SummaryPredicate.WriteDigest(writer, audit.PackageDigest);
        writer.WriteEndObject();
        writer.WriteStartObject("profile");
        writer.WriteString("id", evaluation.ProfileId);
        writer.WriteString("title", evaluation.ProfileTitle);
        writer.WriteString("policySet", evaluation.PolicySet.ToString());
        writer.WriteEndObject();
        writer.WriteString("evaluatedAt", Times.Format(evaluation.EvaluatedAt));
        writer.WriteString("verdict", audit.VerdictOf(subject).ToWords());
        writer.WriteStartArray("results");
        foreach (var result in audit.ResultsOf(subject)) WriteResult(writer, result);
        writer.WriteEndArray();
        writer.WriteStartArray("gaps");
        foreach (var facts in audit.FactsOf(subject))
        {
            foreach (var gap in facts.Gaps) WriteGap(writer, facts, gap);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    private static void WriteResult(CanonicalJsonWriter writer, PolicyResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("image", result.Subject.ToString());
        writer.WriteString("policy", result.PolicyId);
        writer.WriteString("title", result.Title);
        writer.WriteString("verdict", result.Verdict.ToWords());
        if (!result.Waivers.IsEmpty) writer.WriteString("told", result.Words);
        writer.WriteString("severity", result.Severity);
        writer.WriteString("force", result.Force);
        writer.WriteStartArray("reasons");
        foreach (var reason in result.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("check", reason.Check);
            writer.WriteString("item", reason.Item);
            writer.WriteString("verdict", reason.Verdict.ToWords());
            writer.WriteString("message", reason.Message);
            writer.WriteString("remedy", reason.Remedy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStrings("controls", result.Controls.Select(control => $"{control.Framework}:{control.Id}").Distinct(StringComparer.Ordinal));
        writer.WriteEndObject();
    }

    private static void WriteGap(CanonicalJsonWriter writer, FactSet facts, CollectionGap gap)
    {
        writer.WriteStartObject();
        writer.WriteString("image", facts.Subject.ToString());
        writer.WriteString("code", gap.Code.Text);
        writer.WriteString("message", gap.Message);
        writer.WriteEndObject();
    }
}
