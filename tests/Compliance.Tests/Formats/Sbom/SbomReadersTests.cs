using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;

namespace Compliance.Tests.Formats.Sbom;

public sealed class SbomReadersTests
{
    private static Reading<SbomDocument> Read(string text, Limits? limits = null) => SbomReaders.Read(Encoding.UTF8.GetBytes(text), "bom", limits);

    [Fact]
    public void Spdx_is_read_into_the_model()
    {
        var reading = Read(SbomSamples.Spdx);
        var sbom = reading.Required();

        Assert.Empty(reading.Defects);
        Assert.Equal((SbomFormat.Spdx, "2.3", "image", "https://example.org/1", "2026-01-02T03:04:05Z"), (sbom.Format, sbom.SpecVersion, sbom.Name, sbom.Namespace, sbom.Created));
        Assert.Equal(["Example (a@example.org)", "P"], sbom.Authors);
        Assert.Equal(["maker-1.2"], sbom.Tools);
        Assert.Equal(["SPDXRef-Image"], sbom.Described);
        Assert.Equal(["container", "", "file"], sbom.Components.Select(component => component.Kind));
        var zlib = sbom.Components[1];
        Assert.Equal(("zlib", "1.3-r0", "Wolfi", "", "Zlib", "/packages/1"), (zlib.Name, zlib.Version, zlib.Supplier, zlib.Producer, zlib.Licence, zlib.Locator.Pointer));
        Assert.Equal(["pkg:apk/wolfi/zlib@1.3-r0?arch=x86_64"], zlib.Purls);
        Assert.Single(zlib.Cpes);
        Assert.Equal([new SbomHash("sha256", SbomSamples.Hex)], zlib.Hashes);
        Assert.Equal(2, sbom.Relationships.Length);
        Assert.Equal([("name", SbomSamples.Hex), ("purl", SbomSamples.Hex)], sbom.SubjectDigests.Select(subject => (subject.Member, subject.Digest.Hex)));
    }

    [Fact]
    public void CycloneDx_is_read_into_the_model()
    {
        var reading = Read(SbomSamples.CycloneDx);
        var sbom = reading.Required();

        Assert.Empty(reading.Defects);
        Assert.Equal((SbomFormat.CycloneDx, "1.6", "registry.example/app"), (sbom.Format, sbom.SpecVersion, sbom.Name));
        Assert.Equal(["P", "Example"], sbom.Authors);
        Assert.Equal(["maker 1.2"], sbom.Tools);
        Assert.Equal(["img", "os", "ssl"], sbom.Components.Select(component => component.Id));
        Assert.Equal("/components/0/components/0", sbom.Components[2].Locator.Pointer);
        Assert.Equal(("Debian", "Apache-2.0 AND Own"), (sbom.Components[2].Supplier, sbom.Components[2].Licence));
        Assert.Equal([new SbomRelationship("os", "CONTAINS", "ssl"), new SbomRelationship("img", "DEPENDS_ON", "os"), new SbomRelationship("img", "DEPENDS_ON", "svc")], sbom.Relationships);
        Assert.Equal(["purl", "property"], sbom.SubjectDigests.Select(subject => subject.Member));
    }

    [Theory]
    [InlineData("", "SBOM-0001")]
    [InlineData("hello", "SBOM-0001")]
    [InlineData("{\"a\":1}", "SBOM-0001")]
    [InlineData("{\"bomFormat\":\"Other\",\"specVersion\":\"1.6\"}", "SBOM-0001")]
    [InlineData("{\"schema\":{\"url\":\"https://example.org/anchore/syft/schema.json\"}}", "SBOM-0006")]
    [InlineData("{\"spdxVersion\":\"SPDX-3.0\"}", "SBOM-0007")]
    [InlineData("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"2.0\"}", "SBOM-0007")]
    [InlineData("{\"spdxVersion\":\"SPDX-2.3\",\"spdxVersion\":\"SPDX-2.2\"}", "JSON-0003")]
    [InlineData("{\"spdxVersion\":", "JSON-0001")]
    public void What_is_not_read_is_refused_by_name(string text, string code)
    {
        var reading = Read(text);

        Assert.False(reading.TryGet(out _));
        Assert.Equal(code, reading.Defects[0].Code.Text);
    }

    [Theory]
    [InlineData("\"2026-01-02T03:04:05Z\"", "\"yesterday\"", "SBOM-0014", "/creationInfo/created")]
    [InlineData("\"Person: P\"", "\"P\"", "SBOM-0010", "/creationInfo/creators")]
    [InlineData("\"SPDXID\": \"SPDXRef-zlib\"", "\"SPDXID\": \"SPDXRef-Image\"", "SBOM-0011", "/packages/1")]
    [InlineData("\"relatedSpdxElement\": \"SPDXRef-f\"", "\"relatedSpdxElement\": \"SPDXRef-none\"", "SBOM-0012", "/relationships/1")]
    [InlineData("\"checksumValue\": \"da39", "\"checksumValue\": \"zz39", "SBOM-0013", "/files/0/checksums/0")]
    [InlineData("\"name\": \"zlib\"", "\"name\": 5", "SBOM-0009", "/packages/1/name")]
    [InlineData("\"versionInfo\": \"1.3-r0\"", "\"versionInfo\": []", "SBOM-0009", "/packages/1/versionInfo")]
    [InlineData("\"supplier\": \"Organization: Wolfi\"", "\"supplier\": \"Wolfi\"", "SBOM-0010", "/packages/1/supplier")]
    [InlineData("\"name\": \"zlib\", ", "", "SBOM-0008", "/packages/1")]
    [InlineData("\"files\": [ {", "\"files\": [ 1, {", "SBOM-0009", "/files/0")]
    [InlineData("SPDX-2.3", "SPDX-2.1", "SBOM-0007", "/spdxVersion")]
    public void Broken_member_of_spdx_is_tolerated_and_named(string good, string bad, string code, string pointer)
    {
        Assert.Contains(good, SbomSamples.Spdx, StringComparison.Ordinal);
        var reading = Read(SbomSamples.Spdx.Replace(good, bad, StringComparison.Ordinal));

        Assert.True(reading.TryGet(out var sbom));
        Assert.Equal(3, sbom.Components.Length);
        Assert.Contains((code, pointer), reading.Defects.Select(defect => (defect.Code.Text, defect.Locator.Pointer!)));
    }

    [Theory]
    [InlineData("urn:uuid:3e671687", "urn:uuid:3e67", "SBOM-0010", "/serialNumber")]
    [InlineData("\"type\": \"operating-system\"", "\"type\": \"os\"", "SBOM-0010", "/components/0/type")]
    [InlineData("\"dependsOn\": [ \"os\"", "\"dependsOn\": [ \"none\"", "SBOM-0012", "/dependencies/0")]
    [InlineData("\"license\": { \"id\": \"Apache-2.0\" }", "\"license\": { \"id\": \"Apache-2.0\", \"name\": \"x\" }", "SBOM-0015", "/components/0/components/0/licenses/0/license")]
    [InlineData("\"alg\": \"SHA-256\"", "\"alg\": \"SHA-257\"", "SBOM-0013", "/components/0/components/0/hashes/0")]
    [InlineData("\"tools\": {", "\"tools\": 5, \"x\": {", "SBOM-0009", "/metadata/tools")]
    public void Broken_member_of_CycloneDx_is_tolerated_and_named(string good, string bad, string code, string pointer)
    {
        Assert.Contains(good, SbomSamples.CycloneDx, StringComparison.Ordinal);
        var reading = Read(SbomSamples.CycloneDx.Replace(good, bad, StringComparison.Ordinal));

        Assert.True(reading.TryGet(out var sbom));
        Assert.Equal(3, sbom.Components.Length);
        Assert.Contains((code, pointer), reading.Defects.Select(defect => (defect.Code.Text, defect.Locator.Pointer!)));
    }

    [Fact]
    public void Defects_are_bounded()
    {
        var packages = string.Join(',', Enumerable.Repeat("{}", 1000));
        var reading = Read($"{{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[{packages}]}}", new Limits { MaxDefects = 20 });

        Assert.Equal(20, reading.Defects.Length);
        Assert.Contains("more defects", reading.Defects[^1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SbomSamples.Spdx)]
    [InlineData(SbomSamples.CycloneDx)]
    public void Mutated_documents_never_throw(string text)
    {
        foreach (var mutation in Mutations.Of(Encoding.UTF8.GetBytes(text), Mutations.Count, 8))
        {
            var reading = SbomReaders.Read(mutation, "m");
            Assert.True(reading.TryGet(out _) || reading.Defects.Length > 0);
        }
    }
}
