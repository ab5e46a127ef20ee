using Compliance.Conformance.Tests.Stories;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;

namespace Compliance.Conformance.Tests.Signatures.Pitfalls;

/// <summary>The mistakes that verifiers of signatures make: each has a case, and each case ends as it says, for the reason that it says.</summary>
public sealed class PitfallTests
{
    private static readonly string[] Pitfalls =
    [
        "three values", "two log indices", "intoto entries", "bytes as they are", "hints of keys", "windows of time", "thresholds", "subjects", "message digest", "identities", "roots in bundles",
        "simple signing", "chains in annotations", "old clients", "statements of one manifest", "duplicate keys", "limits", "old provenance", "annotations", "broken documents", "summaries", "trusted roots",
    ];

    public static TheoryData<string> Names => [.. Folders().Select(folder => Path.GetFileName(folder)!)];

    [Fact]
    public void Every_pitfall_has_a_case_and_every_case_a_pitfall() =>
        Assert.Equal(Pitfalls.Order(StringComparer.Ordinal), Folders().Select(folder => PitfallCase.Read(folder).Pitfall).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Case_ends_as_it_says(string name)
    {
        var one = PitfallCase.Read(Path.Combine(Repository.Root, "tests", "cases", "signatures", name));
        if (one.Bundle is { } vector) JudgeBundle(one, vector);
        else JudgeImage(one);
    }

    private static IEnumerable<string> Folders() => Directory.GetDirectories(Path.Combine(Repository.Root, "tests", "cases", "signatures")).Order(StringComparer.Ordinal);

    private static void JudgeBundle(PitfallCase one, string vector)
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        var (kind, name) = (vector.Split('/')[0], vector.Split('/')[1]);
        var made = SignatureCase.Of(kind).Single(found => found.Name == name);
        var root = TrustedRoots.Read(JsonSteps.Apply(made.Named(made.Text("trustedRoot")!), "root", one.Steps), "root");
        Assert.True(root.TryGet(out var trusted), string.Join('\n', root.Defects));
        PublicKey? key = null;
        if (one.Text("key") is null && made.Text("key") is { } file) Assert.True(PublicKeys.Read(made.Read(file), file).TryGet(out key));
        var pattern = one.Text("identityPattern");
        var identity = new SigstoreIdentity(one.Text("issuer") ?? made.Text("issuer"), pattern is null ? made.Text("san") : null, pattern);
        var requirements = new SigstoreRequirements(Logs: one.Required("logs") ?? (made.Flag("noTlog") ? 0 : 1), Timestamps: made.Flag("requireTsa") ? 1 : 0);
        var artifact = made.Has("artifact") ? SigstoreArtifact.Of(made.Read("artifact")) : null;
        var result = new SigstoreVerifier(trusted, requirements).Verify(JsonSteps.Apply(made.Read("bundle.sigstore.json"), "bundle", one.Steps), name, artifact, identity, key);
        Expect(one, Word(result.Outcome), result.Checks.Where(check => check.Outcome is CheckOutcome.Failed or CheckOutcome.Indeterminate).Select(check => check.Code.Text), string.Join('\n', result.Checks));
    }

    private static void JudgeImage(PitfallCase one)
    {
        var facts = PitfallImages.Collect(one.Image!);
        var found = facts.Select(fact => (Outcome: OutcomeOf(fact), Lines: LinesOf(fact), Fields: FieldsOf(fact))).ToArray();
        var told = string.Join("\n\n", found.Select(fact => $"{fact.Outcome}\n{string.Join('\n', fact.Lines)}\n{string.Join('\n', fact.Fields)}"));
        Assert.True(found.Any(fact => fact.Outcome == one.Outcome
            && (one.Code.Length == 0 || fact.Lines.Any(line => line.Contains(one.Code, StringComparison.Ordinal)))
            && (one.Field.Length == 0 || fact.Fields.Contains(one.Field, StringComparer.Ordinal))), $"{one.Name}: expected {one.Outcome} {one.Code} {one.Field}, found\n{told}");
    }

    private static void Expect(PitfallCase one, string outcome, IEnumerable<string> codes, string told)
    {
        Assert.True(one.Outcome == outcome, $"{one.Name}: expected {one.Outcome}, found {outcome}\n{told}");
        if (one.Code.Length > 0) Assert.True(codes.Contains(one.Code, StringComparer.Ordinal), $"{one.Name}: expected a check {one.Code}, found\n{told}");
    }

    private static string Word(CheckOutcome outcome) => outcome switch { CheckOutcome.Failed => "failed", CheckOutcome.Indeterminate => "indeterminate", _ => "verified" };

    private static string OutcomeOf(FactValue fact) => fact switch { SignatureFact signature => signature.Outcome.Value, AttestationFact attestation => attestation.Outcome.Value, _ => "" };

    private static IEnumerable<string> LinesOf(FactValue fact) => fact switch { SignatureFact signature => [.. signature.Checks, .. signature.Failures], AttestationFact attestation => [.. attestation.Checks, .. attestation.Failures], _ => [] };

    private static string[] FieldsOf(FactValue fact) =>
        [.. FactSchema.Of(fact.Kind).Fields.Select(field => field.Read(fact) is { IsKnown: true } known ? $"{field.Name}={(known.Value is bool truth ? truth ? "true" : "false" : known.Value)}" : $"{field.Name}=unknown")];
}
