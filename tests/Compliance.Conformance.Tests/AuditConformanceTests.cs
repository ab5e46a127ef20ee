using System.IO.Compression;
using System.Text.Json;
using Compliance.Conformance.Tests.EndToEnd;

namespace Compliance.Conformance.Tests;

/// <summary>Every layout made by others through the program itself: audit, verify without an anchor, verify under the anchor, and what the package tells.</summary>
public sealed class AuditConformanceTests
{
    private static readonly string[] Kinds = ["image", "packages", "sboms", "hardening", "signatures", "attestations", "provenance"];

    [Fact]
    public void Layouts_are_audited_and_their_packages_verify()
    {
        using var suite = new ConformanceSuite("oci", "sigstore/image-oci-layout", "apk/apko/golden");
        foreach (var layout in OciLayouts.OfCosign.Concat(OciLayouts.OfApko)) AuditAndVerify(suite, layout, Vectors.Name(layout));
        suite.Finish();
    }

    private static void AuditAndVerify(ConformanceSuite suite, string layout, string name)
    {
        var folder = Directory.CreateTempSubdirectory("compliance-layout-").FullName;
        try
        {
            var package = Path.Combine(folder, "x.asice");
            var audit = BuiltProgram.Run("audit", $"oci:{layout}", "--data", folder, "--out", package, "--json");
            suite.Check($"{name} audit", "exit 0, 1 or 2", audit.Exit is 0 or 1 or 2 ? "exit 0, 1 or 2" : $"exit {audit.Exit}: {audit.Error}");
            suite.Check($"{name} verify", "exit 2: integrity only", () => Conclusion("verify", package, "--data", folder, "--json"));
            suite.Check($"{name} verify by anchor", "exit 0: verified", () => Conclusion("verify", package, "--trust-anchor", Path.Combine(folder, "identity", "anchor.pem"), "--data", folder, "--json"));
            suite.Check($"{name} facts", "as expected", () => Facts(package, layout));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Conclusion(params string[] arguments)
    {
        var (exit, output, error) = BuiltProgram.Run(arguments);
        if (output.Length == 0) return $"exit {exit}: {error}";
        using var json = JsonDocument.Parse(output);
        return $"exit {exit}: {json.RootElement.GetProperty("conclusion").GetString()}";
    }

    /// <summary>One set of facts an image of the layout, nothing passed over in silence, and packages with package URLs where the image has a database.</summary>
    private static string Facts(string package, string layout)
    {
        using var zip = ZipFile.OpenRead(package);
        using var stream = zip.GetEntry("data/results/facts.json")!.Open();
        using var json = JsonDocument.Parse(stream);
        var images = json.RootElement.GetProperty("images").EnumerateArray().ToList();
        if (images.Count == 0) return "no image";
        var wrong = new List<string>();
        foreach (var image in images)
        {
            var coverage = image.GetProperty("coverage");
            foreach (var kind in Kinds.Where(kind => coverage.GetProperty(kind).GetString() == "not-collected")) wrong.Add($"{kind} not collected");
            var facts = image.GetProperty("facts").EnumerateArray().GroupBy(fact => fact.GetProperty("kind").GetString()!).ToDictionary(group => group.Key, group => group.ToList());
            if (!facts.ContainsKey("image")) wrong.Add("no image fact");
            if (facts.GetValueOrDefault("package") is not { } packages) wrong.Add("no package");
            else if (!packages.All(fact => fact.GetProperty("value").GetProperty("purl").GetString()!.StartsWith("pkg:", StringComparison.Ordinal))) wrong.Add("a package without package URL");
            if (Path.GetFileName(layout) == "layout" && !facts.ContainsKey("attestation") && !facts.ContainsKey("provenance")) wrong.Add("neither attestation nor provenance");
        }

        return wrong.Count == 0 ? "as expected" : string.Join("; ", wrong.Distinct());
    }
}
