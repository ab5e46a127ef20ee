using System.Text;
using Compliance.Evidence.Attesting;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Evidence.Attesting;

public sealed class PredicateFileTests
{
    private const string Spdx = """{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","dataLicense":"CC0-1.0","name":"x","documentNamespace":"https://example.test/x","creationInfo":{"created":"2026-01-01T00:00:00Z","creators":["Tool: t"]}}""";
    private const string CycloneDx = """{"bomFormat":"CycloneDX","specVersion":"1.6","version":1}""";
    private const string Provenance1 = """{"buildDefinition":{"buildType":"https://b.example/t"},"runDetails":{"builder":{"id":"https://b.example"}}}""";
    private const string Provenance02 = """{"buildType":"https://b.example/t","builder":{"id":"https://b.example"}}""";
    private const string Vsa = """{"verifier":{"id":"https://v.example"},"verificationResult":"PASSED"}""";
    private const string Vex = """{"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","statements":[]}""";

    [Theory]
    [InlineData("spdx", Spdx, "https://spdx.dev/Document")]
    [InlineData("cyclonedx", CycloneDx, "https://cyclonedx.org/bom")]
    [InlineData("slsaprovenance", Provenance1, "https://slsa.dev/provenance/v1")]
    [InlineData("slsaprovenance", Provenance02, "https://slsa.dev/provenance/v0.2")]
    [InlineData("vsa", Vsa, "https://slsa.dev/verification_summary/v1")]
    [InlineData("openvex", Vex, "https://openvex.dev/ns")]
    [InlineData("spdxjson", Spdx, "https://spdx.dev/Document")]
    [InlineData("slsaprovenance1", Provenance1, "https://slsa.dev/provenance/v1")]
    [InlineData("slsaprovenance02", Provenance02, "https://slsa.dev/provenance/v0.2")]
    [InlineData("vuln", """{"scanner":{"uri":"https://s.example"},"metadata":{"scanStartedOn":"2026-01-01T00:00:00Z","scanFinishedOn":"2026-01-01T00:00:01Z"}}""", "https://cosign.sigstore.dev/attestation/vuln/v1")]
    [InlineData("link", """{"name":"build","materials":[]}""", "https://in-toto.io/attestation/link/v0.3")]
    [InlineData("test-result", """{"result":"PASSED","configuration":[]}""", "https://in-toto.io/attestation/test-result/v0.1")]
    [InlineData("https://example.test/own", "[1]", "https://example.test/own")]
    [InlineData("custom", "any text", "https://cosign.sigstore.dev/attestation/v1")]
    public void Document_of_its_kind_is_taken_with_cosigns_type(string kind, string text, string type) =>
        Assert.Equal(type, Read(kind, text).Required().PredicateType);

    [Theory]
    [InlineData("spdx", CycloneDx)]
    [InlineData("cyclonedx", Spdx)]
    [InlineData("spdx", "{}")]
    [InlineData("slsaprovenance", "{}")]
    [InlineData("slsaprovenance", """{"buildType":"x","builder":{}}""")]
    [InlineData("vsa", """{"verifier":{"id":"https://v.example"},"verificationResult":"MAYBE"}""")]
    [InlineData("vsa", """{"verificationResult":"PASSED"}""")]
    [InlineData("openvex", """{"@context":"https://example.test","statements":[]}""")]
    [InlineData("openvex", """{"@context":"https://openvex.dev/ns"}""")]
    [InlineData("slsaprovenance1", Provenance02)]
    [InlineData("slsaprovenance02", Provenance1)]
    [InlineData("vuln", """{"scanner":{"uri":"https://s.example"}}""")]
    [InlineData("link", """{"name":"build"}""")]
    [InlineData("test-result", """{"result":"MAYBE","configuration":[]}""")]
    [InlineData("https://example.test/own", """{"a":1,"a":2}""")]
    [InlineData("https://example.test/own", "not json")]
    public void Document_of_another_kind_is_refused(string kind, string text) => Assert.NotEmpty(Assert.IsType<Reading<PredicateFile>.Rejected>(Read(kind, text)).Causes);

    [Theory]
    [InlineData("sbom")]
    [InlineData("")]
    [InlineData("file:///etc/passwd")]
    public void Unknown_kind_is_none(string kind) => Assert.False(PredicateFile.IsKind(kind));

    [Fact]
    public void Mutated_documents_never_throw()
    {
        foreach (var (kind, text) in ((string, string)[])[("spdx", Spdx), ("cyclonedx", CycloneDx), ("slsaprovenance", Provenance1), ("vsa", Vsa), ("openvex", Vex)])
        {
            foreach (var mutated in Mutations.Of(Encoding.UTF8.GetBytes(text), 200, 7))
                _ = PredicateFile.Read(kind, mutated, "m", DateTimeOffset.UnixEpoch, Limits.Default).Defects;
        }
    }

    private static Reading<PredicateFile> Read(string kind, string text) => PredicateFile.Read(kind, Encoding.UTF8.GetBytes(text), "predicate.json", DateTimeOffset.UnixEpoch, Limits.Default);
}
