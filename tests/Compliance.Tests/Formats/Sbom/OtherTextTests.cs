using System.Text;
using Compliance.Formats.Sbom;

namespace Compliance.Tests.Formats.Sbom;

public sealed class OtherTextTests
{
    public static TheoryData<string> Texts =>
        [OtherTextSamples.TagValue, OtherTextSamples.Yaml, OtherTextSamples.SpdxXml, OtherTextSamples.CycloneDxXml, OtherTextSamples.Spdx3];

    private static (SbomDocument Sbom, int Defects) Read(string text)
    {
        var reading = SbomReaders.Read(Encoding.UTF8.GetBytes(text), "bom");
        return (reading.Required(), reading.Defects.Length);
    }

    [Theory]
    [InlineData(OtherTextSamples.TagValue)]
    [InlineData(OtherTextSamples.Yaml)]
    [InlineData(OtherTextSamples.SpdxXml)]
    public void Every_text_of_spdx_2_gives_the_same_document(string text)
    {
        var (sbom, defects) = Read(text);

        Assert.Equal(0, defects);
        Assert.Equal((SbomFormat.Spdx, "2.3", "image", "https://example.org/1", "2026-01-02T03:04:05Z", "CC0-1.0"), (sbom.Format, sbom.SpecVersion, sbom.Name, sbom.Namespace, sbom.Created, sbom.DataLicence));
        Assert.Equal([new SbomAgent("tool", "maker-1.2"), new SbomAgent("organization", "Example", "a@example.org")], sbom.Creators);
        Assert.Equal(("build", "SPDXRef-zlib"), (Assert.Single(sbom.Contexts), Assert.Single(sbom.Described)));
        var zlib = sbom.Components[0];
        Assert.Equal(("zlib", "1.3-r0", "Wolfi", "Zlib", "NOASSERTION"), (zlib.Name, zlib.Version, zlib.Supplier, zlib.DeclaredLicence, zlib.DownloadLocation));
        Assert.Equal(["pkg:apk/wolfi/zlib@1.3-r0?arch=x86_64"], zlib.Purls);
        Assert.Equal([new SbomHash("sha256", SbomSamples.Hex)], zlib.Hashes);
        Assert.Equal(("./usr/lib/libz.so.1", true), (sbom.Components[1].Name, sbom.Components[1].IsFile));
        Assert.Contains(new SbomRelationship("SPDXRef-zlib", "CONTAINS", "SPDXRef-f"), sbom.Relationships);
    }

    [Fact]
    public void CycloneDx_in_xml_is_read_into_the_model()
    {
        var (sbom, defects) = Read(OtherTextSamples.CycloneDxXml);

        Assert.Equal(0, defects);
        Assert.Equal((SbomFormat.CycloneDx, "1.5", "app", "3", "2026-01-02T03:04:05Z"), (sbom.Format, sbom.SpecVersion, sbom.Name, sbom.Version, sbom.Created));
        Assert.Equal([new SbomAgent("person", "P", "p@example.org"), new SbomAgent("tool", "maker", "", "1.2")], sbom.Creators);
        var ssl = sbom.Components[1];
        Assert.Equal(("openssl", "3.0.17-1", "Debian", "https://debian.org", "Apache-2.0", "openssl"), (ssl.Name, ssl.Version, ssl.Supplier, ssl.Contact, ssl.Licence, ssl.FileName));
        Assert.Equal([new SbomHash("sha256", SbomSamples.Hex)], ssl.Hashes);
        Assert.Equal([new SbomRelationship("ssl", "CONTAINS", ""), new SbomRelationship("img", "DEPENDS_ON", "ssl")], sbom.Relationships);
        Assert.Equal(("complete", "build", SbomSamples.Hex), (sbom.Completeness["img"], sbom.Contexts[0], sbom.SubjectDigests[0].Digest.Hex));
    }

    [Fact]
    public void Spdx_3_is_read_into_the_model()
    {
        var (sbom, defects) = Read(OtherTextSamples.Spdx3);

        Assert.Equal(0, defects);
        Assert.Equal((SbomFormat.Spdx, "3.0.1", "image", "urn:d", "2026-01-02T03:04:05Z"), (sbom.Format, sbom.SpecVersion, sbom.Name, sbom.Namespace, sbom.Created));
        Assert.Equal([new SbomAgent("organization", "Example", "a@example.org"), new SbomAgent("tool", "maker-1.2")], sbom.Creators);
        var zlib = sbom.Components[0];
        Assert.Equal(("zlib", "1.3-r0", "Example", "a@example.org", "Zlib"), (zlib.Name, zlib.Version, zlib.Supplier, zlib.Contact, zlib.Licence));
        Assert.Equal([new SbomRelationship("urn:z", "CONTAINS", "urn:f")], sbom.Relationships);
        Assert.Equal(("build", "complete", "urn:z"), (sbom.Contexts[0], sbom.Completeness["urn:z"], sbom.Described[0]));
    }

    [Theory]
    [InlineData("<!DOCTYPE bom [ <!ENTITY a \"aaaa\"> ]><bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">&a;</bom>", "SBOM-0003")]
    [InlineData("<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">", "SBOM-0003")]
    [InlineData("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>", "SBOM-0002")]
    [InlineData("<html/>", "SBOM-0001")]
    [InlineData("SPDXVersion: SPDX-2.3\nno tag here\n", "SBOM-0010")]
    public void Broken_text_is_named(string text, string code) =>
        Assert.Contains(code, SbomReaders.Read(Encoding.UTF8.GetBytes(text), "bom").Defects.Select(defect => defect.Code.Text));

    [Fact]
    public void Deep_xml_is_refused()
    {
        var deep = $"<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">{string.Concat(Enumerable.Repeat("<components><component>", 20_000))}";
        Assert.Contains("SBOM-0003", SbomReaders.Read(Encoding.UTF8.GetBytes(deep), "bom").Defects.Select(defect => defect.Code.Text));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Mutated_documents_never_throw(string text)
    {
        foreach (var mutation in Mutations.Of(Encoding.UTF8.GetBytes(text), Mutations.Count, 9))
        {
            var reading = SbomReaders.Read(mutation, "m");
            Assert.True(reading.TryGet(out _) || reading.Defects.Length > 0);
        }
    }
}
