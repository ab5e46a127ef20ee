using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Schemas;

namespace Compliance.Conformance.Tests;

/// <summary>SBOMs made by others: what the schema accepts is read without defects, and nothing breaks the reader.</summary>
public sealed class SbomConformanceTests
{
    /// <summary>Documents of the three texts; what is written for protocol buffers is left out.</summary>
    [Fact]
    public void CycloneDx_documents_have_the_verdict_of_their_name()
    {
        const string folder = "sbom/cyclonedx-conformance";
        using var suite = new ConformanceSuite("sbom", folder);
        foreach (var file in Vectors.Files(folder, "*"))
        {
            if (Path.GetExtension(file) is ".json" or ".xml") suite.Check(Vectors.Name(file), Expected(Path.GetFileName(file)), () => Verdict(file));
            else suite.LeaveOut("CycloneDX as protocol buffers");
        }

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

    /// <summary>Documents that their makers' schemas accept, by another validator's word.</summary>
    [Fact]
    public void Real_documents_have_the_schema_verdict_that_another_validator_gives()
    {
        using var suite = new ConformanceSuite("sbom", "sbom/bom-shelter-containers", "sbom/spdx-examples");
        foreach (var file in Vectors.Files("sbom/bom-shelter-containers", "*.json").Concat(Vectors.Files("sbom/spdx-examples", "*.json")))
        {
            var (bytes, name) = (File.ReadAllBytes(file), Vectors.Name(file));
            if (SbomSchemas.Judge(bytes, name) is not { } verdict || verdict.Schema == "spdx-2.2.schema.json") continue;
            suite.Check($"{name} schema", "valid", () => verdict.Errors == 0 ? "valid" : string.Join("; ", verdict.Defects.Take(3)));
        }

        suite.FinishOptional();
    }

    private static string Expected(string name) =>
        name.StartsWith("valid-", StringComparison.Ordinal) ? "valid"
        : name.StartsWith("invalid-", StringComparison.Ordinal) || name.StartsWith("informal-invalid-", StringComparison.Ordinal) ? "invalid"
        : "a name that says valid or invalid";

    /// <summary>Valid is what the schema accepts and the reader finds no defect in: some rules of the format are in no schema.</summary>
    private static string Verdict(string file)
    {
        var (bytes, name) = (File.ReadAllBytes(file), Path.GetFileName(file));
        var reading = SbomReaders.Read(bytes, name);
        if (SbomSchemas.Judge(bytes, name) is not { } schema) return reading.TryGet(out _) ? "no schema" : "invalid";
        if (schema.Errors == 0 && reading.TryGet(out _) && reading.Defects.IsEmpty) return "valid";
        return Expected(name) == "invalid" ? "invalid" : string.Join("; ", [.. schema.Defects, .. reading.Defects]);
    }

    private static string Survival(string file)
    {
        var reading = SbomReaders.Read(File.ReadAllBytes(file), Vectors.Name(file));
        if (!reading.TryGet(out var sbom)) return reading.Defects.IsEmpty ? "refused without a cause" : "read or refused with a cause";
        return sbom.Components.IsEmpty && new FileInfo(file).Length > 20_000 ? "large and without components" : "read or refused with a cause";
    }
}
