using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Formats;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;

namespace Compliance.Service.Verbs.Images;

/// <summary>One document of an attached manifest, and what came of it.</summary>
/// <param name="What">Kind of signature, predicate type, or media type.</param>
/// <param name="IsSigned">Whether it is, or says that it is, signed.</param>
/// <param name="Outcome"><c>verified</c>, <c>failed</c>, <c>indeterminate</c> or <c>unknown</c>; empty where there is nothing to judge.</param>
/// <param name="Reasons">What did not pass.</param>
internal sealed record AttachedDocument(Digest Digest, string What, bool IsSigned, string Outcome, string Signer, string Algorithm, ImmutableArray<string> Reasons)
{
    /// <param name="facts">Of every image that it may be about: the worst of those that it is about counts, and where it is about none, all do.</param>
    public static AttachedDocument Of(Descriptor layer, ImmutableArray<Fact> facts)
    {
        var about = facts.Where(fact => IsAbout(fact.Value)).ToImmutableArray();
        var counted = about.IsEmpty ? facts : about;
        if (counted.IsEmpty) return new AttachedDocument(layer.Digest, layer.MediaType.Text, false, "", "", "", []);
        return counted.Select(fact => Of(layer, fact.Value, about.IsEmpty)).MinBy(document => RankOf(document.Outcome))!;
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("digest", Digest.ToString());
        writer.WriteString("what", What);
        writer.WriteString("outcome", Outcome.Length > 0 ? Outcome : "not judged");
        writer.WriteString("signer", Signer);
        writer.WriteString("algorithm", Algorithm);
        writer.WriteStartArray("reasons");
        foreach (var reason in Reasons) writer.WriteStringValue(reason);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static AttachedDocument Of(Descriptor layer, FactValue value, bool isAboutNothing)
    {
        var (what, outcome, signer, allowed, algorithm, failures) = value switch
        {
            SignatureFact signature => ($"signature ({signature.Format})", signature.Outcome, signature.Signer, signature.SignerAllowed, signature.Algorithm, signature.Failures),
            AttestationFact statement => (statement.PredicateType.Length > 0 ? statement.PredicateType : "attestation", statement.Outcome, statement.Signer, statement.SignerAllowed, statement.Algorithm, statement.Failures),
            _ => throw new ArgumentException("neither signature nor attestation", nameof(value)),
        };
        var reasons = failures.ToBuilder();
        var word = outcome.IsKnown ? outcome.Value : "unknown";
        if (!outcome.IsKnown) reasons.Add(outcome.Reason);
        if (isAboutNothing)
        {
            reasons.Add("it names another digest than the image's");
            if (word == "verified") word = "failed";
        }
        else if (word == "verified" && allowed is not { IsKnown: true, Value: true })
        {
            // A good signature of somebody who may not make it proves nothing.
            word = allowed.IsKnown ? "failed" : "indeterminate";
            reasons.Add(allowed.IsKnown ? "your trust does not allow this signer to make it" : allowed.Reason);
        }

        return new AttachedDocument(layer.Digest, what, true, word, signer.IsKnown ? signer.Value : "", algorithm.IsKnown ? algorithm.Value : "", reasons.ToImmutable());
    }

    private static bool IsAbout(FactValue value) => value is SignatureFact { Covers.Length: > 0 } or AttestationFact { SubjectMatches: true };

    private static int RankOf(string outcome) => outcome switch { "failed" => 0, "indeterminate" => 1, "unknown" => 2, _ => 3 };
}
