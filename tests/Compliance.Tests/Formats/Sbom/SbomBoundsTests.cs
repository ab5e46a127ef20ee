using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;

namespace Compliance.Tests.Formats.Sbom;

/// <summary>Hostile documents: bounded together where each list is bounded, and without work that grows with the square of a list.</summary>
public sealed class SbomBoundsTests
{
    private static readonly Limits Few = Limits.Default with { MaxItems = 50 };

    private static Reading<SbomDocument> Read(string text, Limits limits) => SbomReaders.Read(Encoding.UTF8.GetBytes(text), "bom", limits);

    private static string Repeat(string text, int count) => string.Join(',', Enumerable.Repeat(text, count));

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void Nested_lists_of_components_are_bounded_together(int inner, bool isRead)
    {
        var inside = $$"""{"type":"library","name":"a","components":[{{Repeat("{\"type\":\"file\",\"name\":\"f\"}", inner)}}]}""";
        var reading = Read($$"""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{{Repeat(inside, 2)}}],"dependencies":[{"ref":"x","dependsOn":[{{Repeat("\"x\"", 8)}}]}]}""", Few);

        Assert.Equal(isRead, reading.TryGet(out _));
        if (!isRead) Assert.Equal("SBOM-0018", Assert.Single(reading.Defects).Code.Text);
    }

    [Fact]
    public void Targets_of_relationships_are_bounded_together()
    {
        var one = $$"""{"type":"Relationship","spdxId":"r","from":"d","relationshipType":"contains","to":[{{Repeat("\"d\"", 26)}}]}""";
        var reading = Read($$"""{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[{"type":"CreationInfo","@id":"_:c","specVersion":"3.0.1","created":"2026-01-02T03:04:05Z"},{"type":"SpdxDocument","spdxId":"d","creationInfo":"_:c"},{{Repeat(one, 2)}}]}""", Few);

        Assert.Equal("SBOM-0018", Assert.Single(reading.Defects).Code.Text);
    }

    /// <summary>An array that grew by one a reference took minutes for this; the test's own limit of time is many times what it takes.</summary>
    [Fact(Timeout = 30_000)]
    public async Task Package_with_many_references_is_read_in_time_that_grows_with_their_number()
    {
        const int count = 300_000;
        var text = $$"""{"spdxVersion":"SPDX-2.3","packages":[{"SPDXID":"a","name":"b","externalRefs":[{{Repeat("{\"referenceType\":\"purl\",\"referenceLocator\":\"pkg:a/b\"}", count)}}]}]}""";
        var sbom = await Task.Run(() => Read(text, Limits.Default).Required(), TestContext.Current.CancellationToken);

        Assert.Equal(count, sbom.Components[0].Purls.Length);
    }
}
