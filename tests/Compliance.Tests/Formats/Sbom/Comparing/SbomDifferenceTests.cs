using System.Text;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Comparing;

namespace Compliance.Tests.Formats.Sbom.Comparing;

public sealed class SbomDifferenceTests
{
    private static SbomDocument Read(string text) => SbomReaders.Read(Encoding.UTF8.GetBytes(text), "bom").Required();

    private static SbomDocument Changed(string old, string now) => Read(SbomSamples.Spdx.Replace(old, now, StringComparison.Ordinal));

    [Theory]
    [InlineData("1.3-r0", "1.4-r0", "changed zlib version 1.3-r0 1.4-r0")]
    [InlineData("\"licenseDeclared\": \"Zlib\"", "\"licenseDeclared\": \"MIT\"", "changed wolfi/zlib licence Zlib MIT")]
    [InlineData("pkg:apk/wolfi/zlib", "pkg:apk/wolfi/zlib-ng", "added wolfi/zlib-ng component  1.3-r0|removed wolfi/zlib component 1.3-r0 ")]
    [InlineData("usr/lib/libz.so.1", "usr/lib/libz.so.2", "removed usr/lib/libz.so.1 component  |added usr/lib/libz.so.2 component  ")]
    public void Differences_are_named(string old, string now, string expected) => Assert.Equal(
        expected.Split('|').Select(line => line.Replace("changed zlib", "changed wolfi/zlib", StringComparison.Ordinal)).Order(),
        SbomDifference.Between(Read(SbomSamples.Spdx), Changed(old, now)).Select(one => $"{one.Change} {one.Component} {one.What} {one.Before} {one.After}").Order());

    [Fact]
    public void Merged_documents_have_everything_once_and_say_where_they_disagree()
    {
        var merged = SbomMerge.Of([Read(SbomSamples.Spdx), Changed("\"supplier\": \"Organization: Wolfi\"", "\"supplier\": \"Organization: Other\""), Read(SbomSamples.CycloneDx)]);

        Assert.Contains("zlib: supplier 'Wolfi' in bom#/packages/1/supplier, 'Other' in bom#/packages/1/supplier; the first is taken", merged.Differences);
        Assert.Equal(6, merged.Document.Components.Length);
        Assert.Equal("1-SPDXRef-Image", Assert.Single(merged.Document.Described));
        Assert.Equal(2, merged.Document.Relationships.Count(one => one.Kind == "CONTAINS" && one.From.StartsWith("1-", StringComparison.Ordinal)));
    }
}
