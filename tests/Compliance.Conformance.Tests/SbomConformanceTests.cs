using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;

namespace Compliance.Conformance.Tests;

/// <summary>SBOMs made by others: what the schema accepts is read without defects, and nothing breaks the reader.</summary>
public sealed class SbomConformanceTests
{
    // Rules of the schema that the reader has no use for: the list of SPDX licence ids, patches, encodings of texts, data flows of services, citations.
    private static readonly string[] AcceptedThoughInvalid =
        ["invalid-license-id", "invalid-metadata-license", "invalid-license-encoding", "invalid-patch-type", "invalid-service-data", "invalid-citations"];

    [Fact]
    public void CycloneDx_documents_have_the_verdict_of_their_name()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        var failures = new List<string>();
        var count = 0;
        foreach (var file in Vectors.Files("sbom/cyclonedx-conformance", "*.json"))
        {
            count++;
            var name = Path.GetFileName(file);
            var reading = SbomReaders.Read(File.ReadAllBytes(file), name);
            var isClean = reading.TryGet(out _) && reading.Defects.IsEmpty;
            var expected = name.StartsWith("valid-", StringComparison.Ordinal) || AcceptedThoughInvalid.Any(name.StartsWith);
            if (isClean != expected) failures.Add($"{Vectors.Name(file)}: {(isClean ? "no defect" : string.Join("; ", reading.Defects))}");
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {count}:\n{string.Join('\n', failures)}");
        Assert.Equal(135, count);
    }

    [Fact]
    public void Real_documents_are_read_or_refused_with_a_cause()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        var failures = new List<string>();
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in Vectors.Files("sbom", "*").Where(file => !Vectors.Name(file).StartsWith("sbom/schemas", StringComparison.Ordinal)))
        {
            Reading<SbomDocument> reading;
            try
            {
                reading = SbomReaders.Read(File.ReadAllBytes(file), Vectors.Name(file));
            }
            catch (Exception problem)
            {
                failures.Add($"{Vectors.Name(file)}: {problem.GetType().Name} {problem.Message}");
                continue;
            }

            var outcome = reading.TryGet(out var sbom) ? $"{sbom.Format} {sbom.SpecVersion} {(reading.Defects.IsEmpty ? "clean" : "with defects")}" : $"refused {reading.Defects[0].Code}";
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            if (sbom is not null && sbom.Components.IsEmpty && new FileInfo(file).Length > 20_000) failures.Add($"{Vectors.Name(file)}: large and without components");
        }

        foreach (var (outcome, count) in outcomes) TestContext.Current.TestOutputHelper?.WriteLine($"{count,5} {outcome}");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(outcomes.GetValueOrDefault("Spdx 2.3 clean") >= 70, "the 70 schema-valid container SBOMs of SPDX 2.3 are read without defects");
    }
}
