using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Statements.Sboms;

namespace Compliance.Conformance.Tests.Apk;

/// <summary>apko's compositions of image SBOMs from the SBOMs of packages.</summary>
public sealed class ApkSbomConformanceTests
{
    private const string Folder = "apk/apko/sbom-golden";

    [Fact]
    public void Compositions_are_equal()
    {
        using var suite = new ConformanceSuite("apk-sbom", Folder);
        foreach (var file in Vectors.Files($"{Folder}/expected_image_sboms", "*.spdx.json"))
        {
            var expected = StrictJson.Read(File.ReadAllBytes(file), file).Required().Root;
            suite.Check(Vectors.Name(file), Text(expected), () => Text(StrictJson.Read(Compose(expected), "composed").Required().Root));
        }

        suite.Finish();
    }

    /// <summary>System and packages are those that the expected document names; what it says about them comes from the packages' own documents.</summary>
    private static byte[] Compose(JsonValue expected)
    {
        var layer = expected["documentDescribes"].Items.First().AsText!;
        var system = expected["packages"].Items.Single(package => package["primaryPackagePurpose"].AsText == "OPERATING_SYSTEM");
        var ids = expected["relationships"].Items.Where(one => one["spdxElementId"].AsText == layer).Select(one => one["relatedSpdxElement"].AsText!);
        var packages = ids.Select(id => expected["packages"].Items.Single(package => package["SPDXID"].AsText == id)).Select(package =>
        {
            var (name, version) = (package["name"].AsText!, package["versionInfo"].AsText!);
            var path = $"{Folder}/apk_sboms/{name}-{version}.spdx.json";
            return PackageSbom.Read(File.ReadAllBytes(Path.Combine(Vectors.Root!, path)), path, name, version, Limits.Default).Required();
        });
        var tool = expected["creationInfo"]["creators"].Items.Select(one => one.AsText!).Single(one => one.StartsWith("Tool: ", StringComparison.Ordinal))[6..];
        return ApkoSpdx.Compose(packages, system["name"].AsText!, system["supplier"].AsText!["Organization: ".Length..], system["versionInfo"].AsText!, "", tool, null);
    }

    private static string Text(JsonValue document) => Encoding.UTF8.GetString(CanonicalJson.Of(document));
}
