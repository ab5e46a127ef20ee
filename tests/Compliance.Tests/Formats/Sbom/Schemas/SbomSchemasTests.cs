using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Reading.Json.Schemas;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Schemas;
using Compliance.Formats.Sbom.Writing;

namespace Compliance.Tests.Formats.Sbom.Schemas;

public sealed class SbomSchemasTests
{
    public static TheoryData<string> Forms => [.. SbomForm.All];

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_written_is_valid_by_the_schema_of_its_format(string form)
    {
        foreach (var sample in (string[])[SbomSamples.Spdx, SbomSamples.CycloneDx])
        {
            var sbom = SbomReaders.Read(Encoding.UTF8.GetBytes(sample), "bom").Required() with { Namespace = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79", Created = "2026-01-02T03:04:05Z" };
            var verdict = SbomSchemas.Judge(SbomForm.Write(sbom, form).Bytes, "written")!;
            Assert.True(verdict.Errors == 0, $"{verdict.Schema}: {string.Join('\n', verdict.Defects)}");
        }
    }

    [Fact]
    public void Errors_are_counted_with_their_places()
    {
        var verdict = SbomSchemas.Judge("""{"bomFormat":"CycloneDX","specVersion":"1.6","version":0,"components":[{"type":"thing","name":"a","extra":1},{"type":"library"}]}"""u8.ToArray(), "bom")!;

        Assert.Equal("bom-1.6.schema.json", verdict.Schema);
        Assert.Equal(["", "/components/0/extra", "/components/0/type", "/components/1", "/version"], verdict.Defects.Select(defect => defect.Locator.Pointer ?? "").Append("").Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"spdxVersion":"SPDX-9.9"}""")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.1"}""")]
    [InlineData("nothing")]
    [InlineData("<bom xmlns=\"http://cyclonedx.org/schema/bom/1.1\"/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\">&b;</bom>")]
    public void Without_a_schema_nothing_is_said(string text) => Assert.Null(SbomSchemas.Judge(Encoding.UTF8.GetBytes(text), "bom"));

    [Theory]
    [InlineData("""{"type":"integer","minimum":1}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"const":{"a":[1,2]}}""", """{"a":[1.0,2]}""", true)]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":2},{"b":2.0,"a":1}]""", false)]
    [InlineData("""{"uniqueItems":true}""", """[1,"1",true]""", true)]
    [InlineData("""{"pattern":"^\\d+$"}""", "\"12\\n\"", false)]
    [InlineData("""{"pattern":"^\\d+$"}""", "\"\u0661\"", false)]
    [InlineData("""{"maxLength":1}""", "\"\ud83d\ude00\"", true)]
    [InlineData("""{"oneOf":[{"type":"string"},{"minLength":2}]}""", "\"ab\"", false)]
    [InlineData("""{"not":{"required":["a","b"]}}""", """{"a":1}""", true)]
    [InlineData("""{"if":{"properties":{"k":{"const":1}}},"then":{"required":["v"]}}""", """{"k":1}""", false)]
    [InlineData("""{"format":"date-time"}""", "\"2026-02-30T00:00:00Z\"", false)]
    [InlineData("""{"format":"date-time"}""", "\"2026-02-28T23:59:60.123456789+01:00\"", true)]
    [InlineData("""{"format":"iri-reference"}""", "\"a b\"", false)]
    [InlineData("""{"items":[{"type":"string"}],"additionalItems":false}""", """["a",1]""", false)]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"a":1}""", false)]
    public void Keywords_mean_what_the_specification_says(string schema, string value, bool fits)
    {
        var loaded = JsonSchema.Load(StrictJson.Read(Encoding.UTF8.GetBytes(schema), "schema").Required());
        Assert.Equal(fits, loaded.Judge(StrictJson.Read(Encoding.UTF8.GetBytes(value), "value").Required().Root, new DiagnosticCode("SBOM-0017"), Limits.Default)!.Count == 0);
    }

    [Fact]
    public void Unevaluated_members_see_through_references_and_alternatives()
    {
        const string schema = """{"$schema":"https://json-schema.org/draft/2020-12/schema","allOf":[{"properties":{"a":true}}],"anyOf":[{"properties":{"b":{"const":1}},"required":["b"]},{"$ref":"#/$defs/c"}],"unevaluatedProperties":false,"$defs":{"c":{"properties":{"c":true},"required":["c"]}}}""";
        var loaded = JsonSchema.Load(StrictJson.Read(Encoding.UTF8.GetBytes(schema), "schema").Required());

        Assert.Equal(0, Errors("""{"a":1,"b":1,"c":2}"""));
        Assert.Equal(1, Errors("""{"a":1,"b":2,"c":2}"""));
        Assert.Equal(1, Errors("""{"a":1,"b":1,"d":2}"""));

        int Errors(string value) => loaded.Judge(StrictJson.Read(Encoding.UTF8.GetBytes(value), "value").Required().Root, new DiagnosticCode("SBOM-0017"), Limits.Default)!.Count;
    }

    [Fact]
    public void Schema_with_an_unknown_keyword_is_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => JsonSchema.Load(StrictJson.Read("""{"contains":{}}"""u8.ToArray(), "schema").Required()));
}
