using Compliance.Formats;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Attesting.Audits;

/// <summary>The verdicts as in-toto's test result (in-toto.io/attestation/test-result/v0.1). Unknown is a warning, never passed; not applicable is left out.</summary>
public static class TestResultPredicate
{
    public const string Type = "https://in-toto.io/attestation/test-result/v0.1";

    internal static (string PredicateType, byte[] Predicate) Write(AttestedAudit audit, Digest subject) => (Type, CanonicalJson.Write(writer =>
    {
        var results = audit.ResultsOf(subject).GroupBy(result => result.PolicyId, StringComparer.Ordinal)
            .Select(group => (Policy: group.Key, Verdict: Verdicts.Combine(group.Select(result => result.Verdict)))).OrderBy(result => result.Policy, StringComparer.Ordinal).ToArray();
        writer.WriteStartObject();
        writer.WriteString("result", audit.VerdictOf(subject) switch { Verdict.Met => "PASSED", Verdict.NotMet => "FAILED", _ => "WARNED" });
        writer.WriteStartArray("configuration");
        writer.WriteStartObject();
        writer.WriteString("name", audit.Evaluation.ProfileId);
        writer.WriteString("uri", SummaryPredicate.PolicyUri(audit));
        SummaryPredicate.WriteDigest(writer, audit.Evaluation.PolicySet);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStrings("passedTests", results.Where(result => result.Verdict == Verdict.Met).Select(result => result.Policy));
        writer.WriteStrings("warnedTests", results.Where(result => result.Verdict == Verdict.Unknown).Select(result => result.Policy));
        writer.WriteStrings("failedTests", results.Where(result => result.Verdict == Verdict.NotMet).Select(result => result.Policy));
        writer.WriteEndObject();
    }));
}
