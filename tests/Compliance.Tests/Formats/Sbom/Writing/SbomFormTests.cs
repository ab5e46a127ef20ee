using System.Text;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Comparing;
using Compliance.Formats.Sbom.Writing;

namespace Compliance.Tests.Formats.Sbom.Writing;

public sealed class SbomFormTests
{
    public static TheoryData<string> Forms => [.. SbomForm.All];

    private static SbomDocument Sample(string text) => SbomReaders.Read(Encoding.UTF8.GetBytes(text), "bom").Required();

    private static (SbomDocument Sbom, int Defects) Again(WrittenSbom written)
    {
        var reading = SbomReaders.Read(written.Bytes, "again");
        return (reading.Required(), reading.Defects.Length);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_written_is_read_without_defects_and_says_the_same(string form)
    {
        var sbom = Sample(SbomSamples.Spdx);
        var (again, defects) = Again(SbomForm.Write(sbom with { Namespace = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79", Contexts = ["build"] }, form));

        Assert.Equal(0, defects);
        Assert.Equal($"{(form.StartsWith("spdx", StringComparison.Ordinal) ? "spdx" : "cyclonedx")}-{again.SpecVersion}", form);
        Assert.Equal("2026-01-02T03:04:05Z", again.Created);
        Assert.Equal("build", Assert.Single(again.Contexts));
        Assert.Equal(sbom.Components.Select(Shown).Order(), again.Components.Select(Shown).Order());
        Assert.Equal(SbomSamples.Hex, again.SubjectDigests[0].Digest.Hex);
        Assert.Empty(SbomDifference.Between(sbom, again));

        static string Shown(SbomComponent component) => $"{component.Name.Replace("./", "", StringComparison.Ordinal)} {component.Version} {component.Supplier} {component.Licence} {string.Join(',', component.Purls)} {string.Join(',', component.Cpes)} {string.Join(',', component.Hashes)}";
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Same_document_gives_the_same_bytes(string form)
    {
        var sbom = Sample(SbomSamples.CycloneDx);
        Assert.Equal(SbomForm.Write(sbom, form).Bytes.ToArray(), SbomForm.Write(Sample(SbomSamples.CycloneDx), form).Bytes.ToArray());
    }

    [Fact]
    public void What_a_form_has_no_place_for_is_counted()
    {
        var sbom = Sample(SbomSamples.Spdx);
        var odd = sbom with { Relationships = [.. sbom.Relationships, new SbomRelationship("SPDXRef-zlib", "PATCH_FOR", "SPDXRef-Image")], Namespace = "https://example.org/1" };

        Assert.Equal(["1 × document namespace that is no UUID", "1 × kind of relationship PATCH_FOR"], SbomForm.Write(odd, SbomForm.CycloneDx16).Losses.Where(loss => loss.Contains("PATCH", StringComparison.Ordinal) || loss.Contains("namespace", StringComparison.Ordinal)));
        Assert.Contains("1 × kind of relationship PATCH_FOR, written as other", SbomForm.Write(odd, SbomForm.Spdx301).Losses);
        Assert.Empty(SbomForm.Write(odd, SbomForm.Spdx23).Losses);
    }

    [Fact]
    public void Licence_that_is_no_expression_is_kept_as_text()
    {
        var sbom = Sample(SbomSamples.CycloneDx);
        var written = SbomForm.Write(sbom with { Components = [.. sbom.Components.Select(component => component with { Licence = "Artistic and more", DeclaredLicence = "Artistic and more" })] }, SbomForm.Spdx23);

        var text = Encoding.UTF8.GetString(written.Bytes.Span);
        Assert.Contains("\"licenseDeclared\":\"LicenseRef-Artistic-20-and-20-more\"", text, StringComparison.Ordinal);
        Assert.Contains("\"extractedText\":\"Artistic and more\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_without_a_time_is_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => SbomForm.Write(Sample(SbomSamples.Spdx) with { Created = "" }, SbomForm.Spdx23));

    [Theory]
    [InlineData("MIT", true)]
    [InlineData("MIT AND (GPL-2.0-only WITH Classpath-exception-2.0 OR LicenseRef-x)", true)]
    [InlineData("Artistic and more", false)]
    [InlineData("MIT AND", false)]
    [InlineData("(MIT", false)]
    public void Expression_is_told_by_its_form(string text, bool isExpression) => Assert.Equal(isExpression, WriterContent.IsExpression(text));
}
