using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Formats;
using Compliance.Formats.Attestation.Summaries;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Attesting.Audits;

/// <summary>The verification summary (slsa.dev/verification_summary/v1). Unknown is not passed.</summary>
internal static class SummaryPredicate
{
    public static (string PredicateType, byte[] Predicate) Write(AttestedAudit audit, Digest subject) => (VerificationSummary.TypeV1, CanonicalJson.Write(writer =>
    {
        var hasPassed = audit.VerdictOf(subject) == Verdict.Met;
        writer.WriteStartObject();
        writer.WriteStartObject("verifier");
        writer.WriteString("id", audit.VerifierId);
        writer.WriteStartObject("version");
        writer.WriteString("compliance", audit.VerifierVersion);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteString("timeVerified", Times.Format(audit.Evaluation.EvaluatedAt));
        writer.WriteString("resourceUri", audit.ResourceOf(subject));
        writer.WriteStartObject("policy");
        writer.WriteString("uri", PolicyUri(audit));
        WriteDigest(writer, audit.Evaluation.PolicySet);
        writer.WriteEndObject();
        writer.WriteStartArray("inputAttestations");
        writer.WriteStartObject();
        writer.WriteString("uri", $"urn:uuid:{audit.Package.PackageId}");
        WriteDigest(writer, audit.PackageDigest);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("verificationResult", hasPassed ? "PASSED" : "FAILED");
        writer.WriteStrings("verifiedLevels", hasPassed ? Levels(audit, subject) : ["FAILED"]);
        writer.WriteString("slsaVersion", "1.0");
        writer.WriteEndObject();
    }));

    public static string PolicyUri(AttestedAudit audit) => $"urn:compliance:profile:{audit.Evaluation.ProfileId}";

    public static void WriteDigest(CanonicalJsonWriter writer, Digest digest)
    {
        writer.WriteStartObject("digest");
        writer.WriteString(digest.Algorithm, digest.Hex);
        writer.WriteEndObject();
    }

    // "The highest level of each track verified": of an index, what every image of it has.
    private static ImmutableArray<string> Levels(AttestedAudit audit, Digest subject)
    {
        var level = audit.FactsOf(subject).Select(LevelOf).DefaultIfEmpty(0).Min();
        return level > 0 ? [$"SLSA_BUILD_LEVEL_{level.ToString(CultureInfo.InvariantCulture)}"] : [];
    }

    private static long LevelOf(FactSet facts) => facts.OfKind(FactKind.Provenance).Select(fact => fact.Value).OfType<ProvenanceFact>()
        .Where(fact => fact is { SubjectMatches: true, Outcome: { IsKnown: true, Value: "verified" }, BuilderTrusted: { IsKnown: true, Value: true }, BuildLevel.IsKnown: true })
        .Select(fact => fact.BuildLevel.Value).DefaultIfEmpty(0).Max();
}
