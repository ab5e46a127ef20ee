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
        const string folder = "sbom/cyclonedx-conformance";
        using var suite = new ConformanceSuite("sbom", folder);
        foreach (var file in Vectors.Files(folder, "*.json")) suite.Check(Vectors.Name(file), Expected(Path.GetFileName(file)), () => Verdict(file));
        suite.Finish();
    }

    [Fact]
    public void Real_documents_are_read_or_refused_with_a_cause()
    {
        using var suite = new ConformanceSuite("sbom", "sbom");
        foreach (var file in Vectors.Files("sbom", "*").Where(file => !Vectors.Name(file).StartsWith("sbom/schemas", StringComparison.Ordinal)))
            suite.Check($"{Vectors.Name(file)} read", "read or refused with a cause", () => Survival(file));
        suite.Finish();
    }

    private static string Expected(string name)
    {
        if (name.StartsWith("valid-", StringComparison.Ordinal) || AcceptedThoughInvalid.Any(name.StartsWith)) return "no defect";
        return name.StartsWith("invalid-", StringComparison.Ordinal) || name.StartsWith("informal-invalid-", StringComparison.Ordinal)
            ? "defects"
            : "a name that says valid or invalid";
    }

    private static string Verdict(string file)
    {
        var name = Path.GetFileName(file);
        var reading = SbomReaders.Read(File.ReadAllBytes(file), name);
        if (reading.TryGet(out _) && reading.Defects.IsEmpty) return "no defect";
        return Expected(name) == "defects" ? "defects" : string.Join("; ", reading.Defects);
    }

    private static string Survival(string file)
    {
        var reading = SbomReaders.Read(File.ReadAllBytes(file), Vectors.Name(file));
        if (!reading.TryGet(out var sbom)) return reading.Defects.IsEmpty ? "refused without a cause" : "read or refused with a cause";
        return sbom.Components.IsEmpty && new FileInfo(file).Length > 20_000 ? "large and without components" : "read or refused with a cause";
    }
}
