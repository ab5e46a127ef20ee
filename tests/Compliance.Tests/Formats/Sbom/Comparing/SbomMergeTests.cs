using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Comparing;

namespace Compliance.Tests.Formats.Sbom.Comparing;

/// <summary>Documents that disagree: what stands, what is kept twice, and what the list of differences says with the place of each value.</summary>
public sealed class SbomMergeTests
{
    private static SbomDocument Read(string text, string name) => SbomReaders.Read(Encoding.UTF8.GetBytes(text), name).Required();

    private static SbomMerge Merged(params (string Old, string Now)[] changes) => SbomMerge.Of([Read(SbomSamples.Spdx, "a"), Read(changes.Aggregate(SbomSamples.Spdx, (text, change) => text.Replace(change.Old, change.Now, StringComparison.Ordinal)), "b")]);

    [Fact]
    public void Another_version_is_kept_beside_the_first_and_named()
    {
        var merged = Merged(("1.3-r0", "1.4-r0"));

        Assert.Contains("zlib: version '1.3-r0' in a#/packages/1/versionInfo, '1.4-r0' in b#/packages/1/versionInfo; each is kept", merged.Differences);
        Assert.Equal(["1.3-r0", "1.4-r0"], merged.Document.Components.Where(one => one.Name == "zlib").Select(one => one.Version).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_licence_is_named_and_the_first_stands()
    {
        var merged = Merged(("\"licenseDeclared\": \"Zlib\"", "\"licenseDeclared\": \"MIT\""));

        Assert.Contains("zlib: declared licence 'Zlib' in a#/packages/1/licenseDeclared, 'MIT' in b#/packages/1/licenseDeclared; the first is taken", merged.Differences);
        Assert.Equal("Zlib", Assert.Single(merged.Document.Components, one => one.Name == "zlib").DeclaredLicence);
    }

    [Fact]
    public void Another_hash_is_named_and_the_first_stands()
    {
        var other = new string('9', 64);
        var merged = Merged(($"\"checksumValue\": \"{SbomSamples.Hex}\"", $"\"checksumValue\": \"{other}\""), ("da39a3ee5e6b4b0d3255bfef95601890afd80709", "0000000000000000000000000000000000000001"));

        Assert.Contains($"zlib: sha256 '{SbomSamples.Hex}' in a#/packages/1/checksums, '{other}' in b#/packages/1/checksums; the first is taken", merged.Differences);
        Assert.Contains("usr/lib/libz.so.1: sha1 'da39a3ee5e6b4b0d3255bfef95601890afd80709' in a#/files/0/checksums, '0000000000000000000000000000000000000001' in b#/files/0/checksums; the first is taken", merged.Differences);
    }

    [Fact]
    public void What_is_unknown_in_one_and_stated_in_the_other_is_no_conflict()
    {
        var merged = Merged(("\"supplier\": \"Organization: Wolfi\"", "\"supplier\": \"NOASSERTION\""), ("\"originator\": \"NOASSERTION\"", "\"originator\": \"Organization: Maker\""));
        var zlib = Assert.Single(merged.Document.Components, one => one.Name == "zlib");

        Assert.Equal(("Wolfi", "Maker"), (zlib.Supplier, zlib.Producer));
        Assert.DoesNotContain("producer", zlib.StatedUnknown);
        Assert.DoesNotContain(merged.Differences, line => line.StartsWith("zlib: ", StringComparison.Ordinal));
    }

    /// <summary>Of each rich document merged with a plain one, everything that has no place in the result is named.</summary>
    [Fact]
    public void What_documents_say_of_themselves_is_named_when_it_is_left_out()
    {
        var rich = Read(RichSboms.All["cyclonedx-1.7"], "rich");
        var merged = SbomMerge.Of([Read(SbomSamples.Spdx, "first"), rich]);

        Assert.Contains("rich: name 'main-name' is left out", merged.Differences);
        Assert.Contains("rich: licence 'CC-BY-4.0' of the document is left out", merged.Differences);
        Assert.Contains("rich: version '7' of the document is left out", merged.Differences);
        Assert.Contains("rich: is about 'main-name', the result is about what first is about", merged.Differences);
        Assert.Contains("rich: statements on how complete its lists are say nothing of the result", merged.Differences);
        Assert.Contains("first: identifier 'https://example.org/1' and time '2026-01-02T03:04:05Z' are not those of the result", merged.Differences);
        Assert.Equal(rich.Relationships.Length, merged.Document.Relationships.Count(one => one.From.StartsWith("2-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Same_document_twice_differs_in_nothing_but_its_name() =>
        Assert.Equal(["a: identifier", "b: identifier"], Merged().Differences.Select(line => line[..13]));
}
