using System.Text;
using Compliance.Cryptography.Apk;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Statements;
using Compliance.Pipeline.Statements.Sboms;

namespace Compliance.Conformance.Tests.Apk;

/// <summary>SBOMs of images: apko's compositions from the SBOMs of packages, and our own of the same packages.</summary>
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

    [Fact]
    public void Documents_of_melange_are_taken_in_whole()
    {
        using var suite = new ConformanceSuite("apk-sbom-package", "sbom/melange-golden");
        foreach (var file in Vectors.Files("sbom/melange-golden", "*.spdx.json"))
        {
            var document = StrictJson.Read(File.ReadAllBytes(file), file).Required().Root;
            var root = document["packages"].Items.Single(package => document["documentDescribes"].Items.Any(id => id.AsText == package["SPDXID"].AsText));
            // The system stands beside the package there: nothing relates it.
            suite.Check(Vectors.Name(file), Ids(document["packages"].Items.Where(package => package["SPDXID"].AsText != "SPDXRef-OperatingSystem")), () =>
                Ids(PackageSbom.Read(File.ReadAllBytes(file), file, root["name"].AsText!, root["versionInfo"].AsText!, Limits.Default).Required().Components));
        }

        suite.Finish();

        static string Ids(IEnumerable<JsonValue> packages) => string.Join(' ', packages.Select(package => package["SPDXID"].AsText));
    }

    [Fact]
    public void Image_of_others_packages_has_each_of_them_and_every_file_in_its_document()
    {
        using var suite = new ConformanceSuite("apk-sbom-image", "sbom/apko-golden");
        if (suite.Has("sbom/apko-golden/packages/melange.rsa.pub"))
        {
            var folder = Path.Combine(Vectors.Root!, "sbom/apko-golden");
            var configuration = ApkoConfigurationReader.Read("contents:\n  repositories: [packages]\n  packages: [replayout, custom-ca-certs-1, custom-ca-certs-2]\narchs: [amd64, arm64]\ncertificates: { providers: [custom-ca-certificates] }\n"u8.ToArray(), "image").Required();
            var keyring = ApkKeyring.Empty.With("melange.rsa.pub", File.ReadAllBytes(Path.Combine(folder, "packages/melange.rsa.pub")), "vectors").Required();
            var reading = ImageComposer.Compose(new ComposeRequest(configuration, "image", new FolderFiles(folder), keyring));
            suite.Check("composed", "amd64 arm64", reading.TryGet(out var composition) ? string.Join(' ', composition.Images.Select(image => image.Architecture)) : string.Join("; ", reading.Defects));
            foreach (var image in composition?.Images ?? []) Judge(suite, image);
        }

        suite.Finish();
    }

    private static void Judge(ConformanceSuite suite, ComposedImage image)
    {
        var facts = new BuildFacts("image", "https://builder.example", "test", [], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "urn:test");
        var spdx = StrictJson.Read(SpdxText.Of(new ImageBill(image), facts, DateTimeOffset.UnixEpoch), "spdx").Required().Root;
        var contained = spdx["relationships"].Items.Where(one => one["spdxElementId"].AsText == "SPDXRef-Image" && one["relationshipType"].AsText == "CONTAINS").Select(one => one["relatedSpdxElement"].AsText).ToHashSet();
        var packages = spdx["packages"].Items.Where(package => contained.Contains(package["SPDXID"].AsText)).Select(package => $"{package["name"].AsText}={package["versionInfo"].AsText}");
        suite.Check($"{image.Architecture} packages", string.Join(' ', image.Packages.Select(package => $"{package.Name}={package.Version}").Order(StringComparer.Ordinal)), string.Join(' ', packages.Order(StringComparer.Ordinal)));
        var files = image.Tree.Walk().Where(entry => entry.Node.Type == TarEntryType.Regular).Select(entry => $"./{entry.Path}");
        suite.Check($"{image.Architecture} files", string.Join(' ', files), string.Join(' ', spdx["files"].Items.Select(file => file["fileName"].AsText)));
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
