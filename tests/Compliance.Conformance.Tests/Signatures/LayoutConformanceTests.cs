using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Dsse;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Policy.Facts;

namespace Compliance.Conformance.Tests.Signatures;

/// <summary>Real images with keyless provenance, as cosign saves them.</summary>
public sealed class LayoutConformanceTests
{
    private const string Generator = "https://github.com/slsa-framework/slsa-github-generator/\\.github/workflows/generator_container_slsa3\\.yml@refs/tags/v[0-9.]+(-rc\\.[0-9]+)?";
    private static readonly DateTimeOffset At = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Policy_checks_of_real_layouts_have_their_expected_outcome()
    {
        using var suite = new ConformanceSuite("signatures", "sigstore/image-oci-layout");
        foreach (var one in SignatureCase.Of("image-oci-layout"))
        {
            using var snapshot = Open(one);
            var found = Assessments(snapshot, one).ToArray();
            foreach (var (check, number) in one.Policy.GetProperty("checks").EnumerateArray().Select((check, number) => (check, number)))
                suite.Check($"image-oci-layout/{one.Name}/checks/{number}", Expected(check), () => Outcome(found, check));
        }

        suite.Finish();
    }

    [Fact]
    public void Provenance_of_real_layouts_is_collected_as_verified()
    {
        foreach (var one in SignatureCase.Of("image-oci-layout"))
        {
            using var snapshot = Open(one);
            using var acquired = ImageAcquisition.Run(snapshot, new AuditInputs([.. TrustFiles().Select(file => (file.Path, file.Bytes))], [], null), [], Limits.Default);
            var context = new CollectionContext(Limits.Default, At, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty);
            var facts = Collectors.Collect(acquired.Raw, context, [new ProvenanceCollector()]).SelectMany(set => set.Facts).Select(fact => fact.Value).OfType<ProvenanceFact>().ToArray();
            // BuildKit's own provenance lies beside it, unsigned.
            var signed = facts.Where(fact => fact.Signer.IsKnown).ToArray();
            Assert.NotEmpty(signed);
            Assert.All(signed, fact => Assert.Equal((one.Name, "verified", "generator", true), (one.Name, fact.Outcome.Value, fact.Signer.Value, fact.SubjectMatches)));
            Assert.All(facts.Except(signed), fact => Assert.Equal("indeterminate", fact.Outcome.Value));
        }
    }

    private static ImageSnapshot Open(SignatureCase one) =>
        ImageSnapshot.Open(ImageReference.Parse($"oci:{Path.Combine(one.Folder, "layout")}").Required(), Limits.Default).Required();

    private static IEnumerable<(SignatureAssessment Assessment, InTotoStatement Statement)> Assessments(ImageSnapshot snapshot, SignatureCase one)
    {
        var trust = TrustPolicies.Read(TrustFiles(), "trust").Required();
        foreach (var artifact in snapshot.Artifacts)
        {
            foreach (var layer in artifact.Layers)
            {
                if (!snapshot.ReadBlob(layer, 1 << 24).TryGet(out var bytes) || !DsseEnvelope.Read(bytes, one.Name).TryGet(out var envelope)) continue;
                if (!InTotoStatement.Read(envelope.Payload.AsMemory(), one.Name).TryGet(out var statement) || !statement.IsAbout(snapshot.Root.Digest)) continue;
                yield return (DsseVerifier.Assess(envelope, trust, At, new AttachedEnvelope(bytes, layer.Annotations.ToImmutableDictionary(StringComparer.Ordinal))), statement);
            }
        }
    }

    // Upstream's own error says which of the questions is answered with no.
    private static string Expected(JsonElement check) => check.GetProperty("expect").GetString() is var expect && expect == "fail" && check.TryGetProperty("reason", out var reason)
        ? $"fail by {(reason.GetString()!.Contains("Source", StringComparison.Ordinal) ? "source" : reason.GetString()!.Contains("Branch", StringComparison.Ordinal) ? "branch" : reason.GetString()!.Contains("Tag", StringComparison.Ordinal) ? "tag" : "builder")}"
        : expect!;

    private static string Outcome((SignatureAssessment Assessment, InTotoStatement Statement)[] found, JsonElement check)
    {
        var causes = found.Select(item => Unmet(item.Assessment, item.Statement, check)).ToArray();
        return causes.Contains("") ? "pass" : $"fail by {causes.FirstOrDefault() ?? "no provenance"}";
    }

    /// <summary>The first question that the provenance answers with no; empty when there is none.</summary>
    private static string Unmet(SignatureAssessment assessment, InTotoStatement statement, JsonElement check)
    {
        if (assessment.Outcome < CheckOutcome.Note || assessment.Claims is not { } claims) return "signature";
        string? Asked(string name) => check.TryGetProperty(name, out var value) ? value.GetString() : null;
        // A run for a tag knows from which branch it was pushed only in the builder's own words.
        var branched = statement.Predicate["invocation"]["environment"]["github_event_payload"]["base_ref"].AsText ?? claims.SourceRepositoryRef;
        if (Asked("source") is { } source && claims.SourceRepositoryUri != $"https://{source}") return "source";
        if (Asked("builder") is { } builder && !claims.Names.Contains(builder, StringComparer.Ordinal)) return "builder";
        if (Asked("issuer") is { } issuer && claims.Issuer != issuer) return "issuer";
        if (Asked("branch") is { } branch && branched != $"refs/heads/{branch}") return "branch";
        return Asked("tag") is { } tag && claims.SourceRepositoryRef != $"refs/tags/{tag}" ? "tag" : "";
    }

    private static TrustFile[] TrustFiles() =>
    [
        new("root.json", File.ReadAllBytes(Path.Combine(Vectors.Root!, "sigstore", "trust-material", "trusted_root.public-good.json"))),
        new("trust.yaml", Encoding.UTF8.GetBytes(
            $"version: 1\nidentities:\n  - name: generator\n    sigstore: {{trustedRoot: root.json, issuer: 'https://token.actions.githubusercontent.com', identityPattern: '{Generator}', require: {{certificateLogs: 1}}}}\n    may: [attest]\n    predicates: ['*']\n")),
    ];
}
