using System.Text;
using Compliance.Formats;
using Compliance.Policy.Facts;
using Compliance.Tests.Formats.Sbom;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection;

public sealed class SbomCollectorTests
{
    private static void Apk(LayerBuilder layer) => layer.File("etc/os-release", CollectedImage.Wolfi).File("lib/apk/db/installed", CollectedImage.ApkZlib);

    private static string Naming(Digest image) => SbomSamples.Spdx.Replace(SbomSamples.Hex, image.Hex, StringComparison.Ordinal);

    private static byte[] Statement(Digest subject, string predicateType, string predicate) => Encoding.UTF8.GetBytes(
        $"{{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{{\"name\":\"i\",\"digest\":{{\"sha256\":\"{subject.Hex}\"}}}}],\"predicateType\":\"{predicateType}\",\"predicate\":{predicate}}}");

    private static byte[] Envelope(byte[] statement) => Encoding.UTF8.GetBytes(
        $"{{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"{Convert.ToBase64String(statement)}\",\"signatures\":[{{\"keyid\":\"\",\"sig\":\"AQ==\"}}]}}");

    [Fact]
    public void Given_document_is_measured_and_compared_with_the_packages()
    {
        var image = CollectedImage.Of(Apk, inputs: CollectedImage.Given("bom.json", SbomSamples.Spdx));
        var fact = image.One<SbomFact>();

        Assert.Equal(("spdx", "2.3", "given", "bom.json", 1L, 2L), (fact.Format, fact.SpecVersion, fact.Origin, fact.Location, fact.Components, fact.Relationships));
        Assert.Equal((0L, 0L, 0L, 0L, 0L), (fact.ComponentsWithoutVersion, fact.ComponentsWithoutSupplier, fact.ComponentsWithoutIdentifier, fact.ComponentsWithoutLicence, fact.ComponentsWithoutHash));
        Assert.Equal(Knowable<bool>.Known(false), fact.DescribesImage);
        Assert.Equal(Knowable<bool>.Known(false), fact.Signed);
        Assert.Equal((1L, Coverage.Complete), (image.Count("sboms"), image.Facts.CoverageOf(FactKind.Sbom)));
    }

    [Fact]
    public void Document_that_describes_every_package_has_them_as_components()
    {
        var each = SbomSamples.Spdx.Replace("\"documentDescribes\": [ \"SPDXRef-Image\" ]", "\"documentDescribes\": [ \"SPDXRef-Image\", \"SPDXRef-zlib\" ]", StringComparison.Ordinal);
        Assert.Equal(1, CollectedImage.Of(Apk, inputs: CollectedImage.Given("bom.json", each)).One<SbomFact>().Components);
    }

    [Fact]
    public void Document_attached_to_the_image_that_names_it_describes_it()
    {
        var image = CollectedImage.Of(Apk, beside: (layout, subject) => layout.Attach(subject.Digest, "application/spdx+json", [("application/spdx+json", Encoding.UTF8.GetBytes(Naming(subject.Digest)))]));
        var fact = image.One<SbomFact>();

        Assert.Equal(("attached", true), (fact.Origin, fact.DescribesImage.Value));
        Assert.Empty(fact.MissingPackages.Value);
        Assert.Equal(Knowable<bool>.Known(true), image.One<PackageFact>().InSbom);
    }

    [Fact]
    public void Attested_document_describes_the_image_of_its_statement()
    {
        var image = CollectedImage.Of(Apk, beside: (layout, subject) =>
        {
            layout.Attach(subject.Digest, "x", [("application/vnd.dsse.envelope.v1+json", Envelope(Statement(subject.Digest, "https://spdx.dev/Document", SbomSamples.Spdx)))], LayoutBuilder.By.CosignAttestationTag);
            layout.Attach(subject.Digest, "x", [("application/vnd.in-toto+json", Statement(Digest.Parse($"sha256:{SbomSamples.Hex}"), "https://cyclonedx.org/bom", SbomSamples.CycloneDx))]);
        });
        var facts = image.All<SbomFact>().ToDictionary(fact => fact.Format);

        Assert.Equal(("attestation", true), (facts["spdx"].Origin, facts["spdx"].DescribesImage.Value));
        Assert.False(facts["spdx"].Signed.IsKnown);
        Assert.Equal(("attestation", false, false), (facts["cyclonedx"].Origin, facts["cyclonedx"].DescribesImage.Value, facts["cyclonedx"].Signed.Value));
        Assert.Equal(2, image.Count("sboms"));
        Assert.True(image.One<PackageFact>().InSbom.Value);
    }

    [Fact]
    public void Package_that_no_document_about_the_image_names_is_missing()
    {
        var without = CollectedImage.Of(Apk);
        var other = CollectedImage.Of(Apk, beside: (layout, subject) => layout.Attach(
            subject.Digest, "application/spdx+json", [("application/spdx+json", Encoding.UTF8.GetBytes(Naming(subject.Digest).Replace("1.3-r0", "1.2-r0", StringComparison.Ordinal)))]));

        Assert.Equal(Knowable<bool>.Known(false), without.One<PackageFact>().InSbom);
        Assert.Equal(Knowable<bool>.Known(false), other.One<PackageFact>().InSbom);
        Assert.Equal(["zlib 1.3-r0"], other.One<SbomFact>().MissingPackages.Value);
    }

    [Theory]
    [InlineData("zlib@1.3-r0", "zlib@1.2-r0", "", "zlib: document 1.2-r0, image 1.3-r0", "")]
    [InlineData("zlib@1.3-r0", "zlibng@1.3-r0", "zlibng 1.3-r0", "", "")]
    [InlineData("pkg:apk/wolfi/zlib", "pkg:apk/alpine/zlib", "", "", "pkg:apk/alpine/zlib@1.3-r0?arch=x86_64 is pkg:apk/wolfi/zlib@1.3-r0?arch=x86_64 in the image")]
    [InlineData("arch=x86_64", "arch=aarch64", "", "", "pkg:apk/wolfi/zlib@1.3-r0?arch=aarch64 is pkg:apk/wolfi/zlib@1.3-r0?arch=x86_64 in the image")]
    [InlineData("zlib@1.3-r0", "zlib@1.3-r0", "", "", "")]
    public void Document_and_database_are_reconciled(string own, string stated, string notInstalled, string version, string purl)
    {
        var fact = CollectedImage.Of(Apk, beside: (layout, subject) => layout.Attach(
            subject.Digest, "application/spdx+json", [("application/spdx+json", Encoding.UTF8.GetBytes(Naming(subject.Digest).Replace(own, stated, StringComparison.Ordinal)))])).One<SbomFact>();

        Assert.Equal(("manifest", 1L), (fact.Subject, fact.PackagesInstalled.Value));
        Assert.Equal((notInstalled, version, purl), (string.Join(';', fact.NotInstalled.Value), string.Join(';', fact.VersionsDiffer.Value), string.Join(';', fact.PurlsDiffer.Value)));
    }

    [Fact]
    public void Document_that_names_no_digest_leaves_it_unknown()
    {
        var nameless = SbomSamples.Spdx.Replace($"sha256:{SbomSamples.Hex}", "app", StringComparison.Ordinal).Replace("pkg:oci/image@app", "pkg:oci/image", StringComparison.Ordinal);
        var image = CollectedImage.Of(layer => { Apk(layer); layer.File("usr/share/sbom/app.spdx.json", nameless); });

        Assert.Equal(("image", "usr/share/sbom/app.spdx.json", false), (image.One<SbomFact>().Origin, image.One<SbomFact>().Location, image.One<SbomFact>().DescribesImage.IsKnown));
        Assert.False(image.One<PackageFact>().InSbom.IsKnown);
    }

    [Fact]
    public void Own_document_of_a_package_is_not_about_the_image()
    {
        var package = SbomSamples.Spdx.Replace("[ \"SPDXRef-Image\" ]", "[ \"SPDXRef-zlib\" ]", StringComparison.Ordinal).Replace("\"checksums\": [ { \"algorithm\": \"SHA256\"", "\"x\": [ { \"algorithm\": \"SHA256\"", StringComparison.Ordinal);
        var image = CollectedImage.Of(layer => { Apk(layer); layer.File("var/lib/db/sbom/zlib-1.3-r0.spdx.json", package); });

        Assert.Equal(Knowable<bool>.Known(false), image.One<SbomFact>().DescribesImage);
        Assert.Equal(Knowable<bool>.Known(false), image.One<PackageFact>().InSbom);
    }

    [Theory]
    [InlineData("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>", "SBOM-0002")]
    [InlineData("{\"bomFormat\":", "JSON-0001")]
    [InlineData("{}", "SBOM-0001")]
    public void Document_that_can_not_be_read_is_a_gap_and_makes_the_packages_unknown(string text, string code)
    {
        var image = CollectedImage.Of(Apk, inputs: CollectedImage.Given("bom", text));

        Assert.Contains(code, image.GapCodes);
        Assert.Equal((1L, Coverage.Partial), (image.Count("sboms"), image.Facts.CoverageOf(FactKind.Sbom)));
        Assert.False(image.One<PackageFact>().InSbom.IsKnown);
    }

    [Fact]
    public void Unknown_packages_make_the_comparison_unknown()
    {
        var image = CollectedImage.Of(layer => layer.File("etc/os-release", CollectedImage.Wolfi), inputs: CollectedImage.Given("bom", SbomSamples.Spdx.Replace($"sha256:{SbomSamples.Hex}", "app", StringComparison.Ordinal)));

        Assert.False(image.One<SbomFact>().MissingPackages.IsKnown);
    }

    [Fact]
    public void Same_evidence_gives_the_same_facts()
    {
        static string Text() => string.Join('\n', CollectedImage.Of(Apk, inputs: CollectedImage.Given("bom.json", SbomSamples.CycloneDx)).Facts.Facts.Select(fact => $"{fact.Id} {fact.Source} {fact.Collector}"));

        Assert.Equal(Text(), Text());
    }
}
