using Compliance.Conformance.Tests.Stories;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Profiles;
using Compliance.Formats.Sbom.Schemas;

namespace Compliance.Conformance.Tests;

/// <summary>The files by which sbomqs tests itself: each is broken in its own way, which <c>tests/cases/sbom/sbomqs.txt</c> names.</summary>
public sealed class SbomqsConformanceTests
{
    private const string Folder = "sbom/sbomqs-testdata";

    [Fact]
    public void Files_have_the_defects_that_are_in_them()
    {
        using var suite = new ConformanceSuite("sbom", Folder);
        var expected = Expectations();
        foreach (var file in Vectors.Files(Folder, "*"))
        {
            var name = Path.GetRelativePath(Path.Combine(Vectors.Root!, Folder), file);
            if (file.EndsWith(".yaml", StringComparison.Ordinal)) suite.LeaveOut("policies of sbomqs, which are no SBOMs");
            else suite.Check($"{Folder}/{name} defects", expected.GetValueOrDefault(name, "a line in tests/cases/sbom/sbomqs.txt"), () => Got(file, expected.GetValueOrDefault(name, "")));
        }

        suite.Finish();
    }

    private static Dictionary<string, string> Expectations() => File.ReadAllLines(Path.Combine(Repository.Root, "tests", "cases", "sbom", "sbomqs.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .ToDictionary(line => line[..line.IndexOf(" | ", StringComparison.Ordinal)], line => line[(line.IndexOf(" | ", StringComparison.Ordinal) + 3)..], StringComparer.Ordinal);

    /// <summary>The same line from the file: of the profile's rules only the one that the expected line asks.</summary>
    private static string Got(string file, string expected)
    {
        var bytes = File.ReadAllBytes(file);
        var reading = SbomReaders.Read(bytes, Path.GetFileName(file));
        if (!reading.TryGet(out var sbom)) return $"refused: {string.Join("; ", reading.Defects)}";
        var schema = SbomSchemas.Judge(bytes, Path.GetFileName(file));
        var rule = expected[(expected.LastIndexOf(" | ", StringComparison.Ordinal) + 3)..].Split(' ')[0];
        var result = SbomRuleResult.Of(Profile(), new SbomChecked(sbom, null, reading.Defects.Length, null)).FirstOrDefault(one => one.Rule.Id == rule);
        return string.Join(" | ",
            reading.Defects.IsEmpty ? "-" : string.Join(", ", reading.Defects.Select(defect => $"{defect.Code} {Place(defect, bytes)}").Order(StringComparer.Ordinal)),
            schema is null ? "none" : schema.Errors == 0 ? "valid" : "invalid",
            result is null ? "-" : $"{rule} {Word(result.Answer)}");
    }

    /// <summary>Defects in a large list have an offset instead of a pointer.</summary>
    private static string Place(Defect defect, byte[] bytes) => defect.Locator.Pointer ?? $"offset {defect.Locator.Offset} of {bytes.Length}";

    private static string Word(SbomAnswer answer) => answer switch { SbomAnswer.Meets => "meets", SbomAnswer.DoesNotState => "does not state", SbomAnswer.Withheld => "withheld", _ => "not machine-checkable" };

    private static SbomProfile Profile()
    {
        var path = Path.Combine(Repository.Root, "policies", "catalogs", "sbom-profiles", "bsi-tr-03183-2.yaml");
        return SbomProfile.Read(File.ReadAllBytes(path), path, Limits.Default).TryGet(out var profile) ? profile : throw new InvalidDataException(path);
    }
}
