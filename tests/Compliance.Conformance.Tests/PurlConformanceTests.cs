using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Conformance.Tests;

/// <summary>The test suite of the package URL specification: parse, build and roundtrip of every case.</summary>
public sealed class PurlConformanceTests
{
    // This case wants a key in upper case refused; another of the same file wants the same text accepted and written in lower case, as the specification says.
    private const string Contradicted = "rpm-test.json/tests/1";

    [Fact]
    public void Cases_of_the_specification_and_of_the_types_have_their_outcome()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        var failures = new List<string>();
        var count = 0;
        foreach (var file in Vectors.Files("vuln/purl/tests", "*-test.json"))
        {
            foreach (var test in StrictJson.Read(File.ReadAllBytes(file), Path.GetFileName(file)).Required().Root["tests"].Items)
            {
                count++;
                if ($"{test.Document}{test.Pointer}" == Contradicted) continue;
                if (Failure(test) is { } failure) failures.Add($"{test.Document}{test.Pointer} {failure}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {count}:\n{string.Join('\n', failures)}");
        Assert.Equal(253, count);
    }

    private static string? Failure(JsonValue test)
    {
        var input = test["input"];
        var reading = test["test_type"].AsText == "build" ? Build(input) : PackageUrl.Parse(input.AsText ?? "");
        var mustFail = test["expected_failure"].AsBoolean == true;
        if (!reading.TryGet(out var url)) return mustFail ? null : $"{input}: refused ({reading.Defects[0].Message})";
        if (mustFail) return $"{input}: accepted as {url}";
        var (expected, got) = test["test_type"].AsText switch
        {
            "parse" => (Describe(test["expected_output"]), Describe(url)),
            "build" or "validate" or "roundtrip" => (test["expected_output"].AsText ?? "", url.ToString()),
            var other => ($"a known test type, not {other}", ""),
        };
        return expected == got ? null : $"{input}: expected {expected}, got {got}";
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
