using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Conformance.Tests;

/// <summary>The test suite of the package URL specification: parse, build and roundtrip of every case.</summary>
public sealed class PurlConformanceTests
{
    // This case wants a key in upper case refused; another of the same file wants the same text accepted and written in lower case, as the specification says.
    private const string Contradicted = "rpm-test.json/tests/1";

    private const string Refused = "refused";

    [Fact]
    public void Cases_of_the_specification_and_of_the_types_have_their_outcome()
    {
        using var suite = new ConformanceSuite("purl", "vuln/purl/tests");
        foreach (var file in Vectors.Files("vuln/purl/tests", "*-test.json"))
        {
            foreach (var test in StrictJson.Read(File.ReadAllBytes(file), Path.GetFileName(file)).Required().Root["tests"].Items)
            {
                var name = $"{test.Document}{test.Pointer}";
                if (name == Contradicted) suite.LeaveOut("contradicted by another case of its suite");
                else suite.Check(name, Expected(test), () => Got(test));
            }
        }

        suite.Finish();
    }

    private static string Expected(JsonValue test) => test["expected_failure"].AsBoolean == true ? Refused : test["test_type"].AsText switch
    {
        "parse" => Describe(test["expected_output"]),
        "build" or "validate" or "roundtrip" => test["expected_output"].AsText ?? "a text",
        _ => "parse, build, validate or roundtrip",
    };

    private static string Got(JsonValue test)
    {
        var input = test["input"];
        if (test["test_type"].AsText is not ("parse" or "build" or "validate" or "roundtrip")) return $"unknown kind of test {test["test_type"]}";
        var reading = test["test_type"].AsText == "build" ? Build(input) : PackageUrl.Parse(input.AsText ?? "");
        if (!reading.TryGet(out var url)) return test["expected_failure"].AsBoolean == true ? Refused : $"{Refused}: {reading.Defects[0].Message}";
        return test["test_type"].AsText == "parse" ? Describe(url) : url.ToString();
    }

    private static Reading<PackageUrl> Build(JsonValue parts) => PackageUrl.Build(
        parts["type"].AsText,
        parts["namespace"].AsText,
        parts["name"].AsText,
        parts["version"].AsText,
        parts["qualifiers"].Members.Select(member => KeyValuePair.Create(member.Name, member.Value.AsText ?? "")),
        parts["subpath"].AsText);

    private static string Describe(JsonValue parts) => string.Join(
        '|',
        parts["type"].AsText,
        parts["namespace"].AsText,
        parts["name"].AsText,
        parts["version"].AsText,
        string.Join('&', parts["qualifiers"].Members.Select(member => $"{member.Name}={member.Value.AsText}").Order(StringComparer.Ordinal)),
        parts["subpath"].AsText);

    private static string Describe(PackageUrl url) => string.Join(
        '|', url.Type, url.Namespace, url.Name, url.Version, string.Join('&', url.Qualifiers.Select(pair => $"{pair.Key}={pair.Value}")), url.Subpath);
}
