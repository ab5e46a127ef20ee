using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Statements;
using Compliance.Pipeline.Statements.Sboms;
using Compliance.Tests.Formats.Packages.Apk;
using Compliance.Tests.Pipeline.Compose;

namespace Compliance.Tests.Pipeline.Statements;

/// <summary>What is said about a composed image: SBOMs and provenance, complete against what is installed.</summary>
public sealed class ImageStatementsTests : IDisposable
{
    /// <summary>As a packager writes it: the package, its source with a digest, a vendored part without a supplier, and the packager's system, to which nothing leads.</summary>
    private const string OwnSbom = """
        { "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "documentDescribes": ["SPDXRef-Package-app"],
          "packages": [
            { "SPDXID": "SPDXRef-OperatingSystem", "name": "builder" },
            { "SPDXID": "SPDXRef-Package-app", "name": "app", "versionInfo": "1-r0" },
            { "SPDXID": "SPDXRef-Source", "name": "app-source", "versionInfo": "1", "supplier": "Organization: Upstream", "originator": "Organization: Upstream", "licenseDeclared": "MIT",
              "checksums": [{ "algorithm": "SHA256", "checksumValue": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }],
              "externalRefs": [{ "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:generic/app-source@1" }] },
            { "SPDXID": "SPDXRef-Vendored", "name": "part", "versionInfo": "0.3" }],
          "relationships": [
            { "spdxElementId": "SPDXRef-Package-app", "relationshipType": "GENERATED_FROM", "relatedSpdxElement": "SPDXRef-Source" },
            { "spdxElementId": "SPDXRef-Source", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-Vendored" }] }
        """;

    private static readonly BuildFacts Facts = new("registry.example/app", "https://builder.example", "1.2", [("rebuild.yaml", ContentHasher.Sha256("recipe"u8))], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "urn:test");

    private readonly SignedRepository repository = new();

    public ImageStatementsTests()
    {
        repository.Add("base", "license = MIT\nmaintainer = Base Makers\n", (ApkSamples.File("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n"), (ApkSamples.File("etc/os-release"), "ID=own\nNAME=Own\nVERSION_ID=1\n"));
        repository.Add("app", "license = Apache-2.0\ndepend = base\n", (ApkSamples.File("usr/bin/app", 0x1ED), "app"), (ApkSamples.File("var/lib/db/sbom/app-1-r0.spdx.json"), OwnSbom));
    }

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Spdx_has_every_package_and_file_and_says_what_was_mended()
    {
        var image = Compose().Images[0];
        var spdx = Json(SpdxText.Of(new ImageBill(image), Facts, DateTimeOffset.UnixEpoch));
        Assert.Equal(["registry.example/app", "base", "app", "app-source", "part"], spdx["packages"].Items.Select(package => package["name"].AsText));
        Assert.Equal(Paths(image), spdx["files"].Items.Select(file => file["fileName"].AsText![2..]));
        Assert.Contains("1 of 2 packages have no SBOM of their own", spdx["creationInfo"]["comment"].AsText, StringComparison.Ordinal);
        Assert.Contains("1 of 2 components from package SBOMs state no supplier or originator and got Organization: Own", spdx["creationInfo"]["comment"].AsText, StringComparison.Ordinal);
        Assert.Contains("SPDXRef-Package-app GENERATED_FROM SPDXRef-Source", spdx["relationships"].Items.Select(one => $"{one["spdxElementId"].AsText} {one["relationshipType"].AsText} {one["relatedSpdxElement"].AsText}"));
        var owned = spdx["relationships"].Items.Where(one => one["relationshipType"].AsText == "CONTAINS").Select(one => one["relatedSpdxElement"].AsText).ToHashSet();
        Assert.All(spdx["files"].Items, file => Assert.Contains(file["SPDXID"].AsText, owned));
    }

    [Fact]
    public void CycloneDx_has_every_package_and_file_and_what_packages_were_made_from()
    {
        var image = Compose().Images[0];
        var bom = Json(CycloneDxText.Of(new ImageBill(image), Facts, DateTimeOffset.UnixEpoch));
        var components = bom["components"].Items.ToList();
        Assert.Equal(["pkg:apk/own/base@1-r0?arch=x86_64", "pkg:apk/own/app@1-r0?arch=x86_64"], components.Where(one => one["type"].AsText == "library").Select(one => one["purl"].AsText));
        Assert.Equal(Paths(image), components.Where(one => one["type"].AsText == "file").Select(one => one["name"].AsText));
        var ancestors = components.Single(one => one["name"].AsText == "app")["pedigree"]["ancestors"].Items.ToList();
        Assert.Equal(["app-source Upstream pkg:generic/app-source@1", "part Own "], ancestors.Select(one => $"{one["name"].AsText} {one["supplier"]["name"].AsText} {one["purl"].AsText}"));
        Assert.Equal("SHA-256", ancestors[0]["hashes"].Items.Single()["alg"].AsText);
        Assert.Equal("compliance:composition", bom["metadata"]["properties"].Items.Single()["name"].AsText);
        Assert.Contains(bom["dependencies"].Items, one => one["ref"].AsText!.Contains("/app@", StringComparison.Ordinal) && one["dependsOn"].Items.Single().AsText!.Contains("/base@", StringComparison.Ordinal));
    }

    [Fact]
    public void Documents_of_the_index_name_every_image()
    {
        var composition = Compose();
        Assert.Contains(composition.Images[0].ManifestDigest.ToString(), Encoding.UTF8.GetString(SpdxText.OfIndex(composition, Facts, DateTimeOffset.UnixEpoch)), StringComparison.Ordinal);
        Assert.Equal([composition.Images[0].ManifestDigest.ToString()], Json(CycloneDxText.OfIndex(composition, Facts, DateTimeOffset.UnixEpoch))["components"].Items.Select(one => one["version"].AsText));
    }

    [Fact]
    public void Provenance_has_every_input_by_the_digest_of_its_whole_file_and_the_right_subjects()
    {
        var composition = Compose();
        var configuration = Configuration();
        var statement = InTotoStatement.Read(Compliance.Pipeline.Statements.Provenance.Of(composition, null, Facts, configuration), "provenance", Limits.Default).Required();
        Assert.True(statement.IsAbout(composition.IndexDigest) && statement.IsAbout(composition.Images[0].ManifestDigest));
        var named = statement.Predicate["buildDefinition"]["resolvedDependencies"].Items.ToDictionary(one => one["uri"].AsText!, one => one["digest"]["sha256"].AsText ?? one["digest"]["gitCommit"].AsText, StringComparer.Ordinal);
        Assert.Equal(Sha256("r/x86_64/app-1-r0.apk"), named["pkg:apk/own/app@1-r0?arch=x86_64"]);
        Assert.Equal(Sha256("r/x86_64/base-1-r0.apk"), named["pkg:apk/own/base@1-r0?arch=x86_64"]);
        Assert.Equal(Sha256("r/x86_64/APKINDEX.tar.gz"), named["r/x86_64/APKINDEX.tar.gz"]);
        Assert.Equal(ContentHasher.Sha256("recipe"u8).Hex, named["file:rebuild.yaml"]);
        Assert.Equal("5a3c0d9e1f7b2846a0c4e8d6b1f3957283746510", named["git+https://code.example/app"]);
        Assert.Equal(5, named.Count);
        Assert.True(SlsaProvenance.Read(statement, Limits.Default).Required() is { BuilderId: "https://builder.example" });
    }

    private string Sha256(string file) => ContentHasher.Sha256(repository.Files[file]).Hex;

    private static IEnumerable<string> Paths(ComposedImage image) => image.Tree.Walk().Where(entry => entry.Node.Type == Compliance.Formats.Archives.Tar.TarEntryType.Regular).Select(entry => entry.Path);

    private static JsonValue Json(byte[] document) => StrictJson.Read(document, "document").Required().Root;

    private static Compliance.Formats.Packages.Apko.Model.ApkoConfiguration Configuration() => ApkoConfigurationReader.Read(
        "contents:\n  repositories: [r]\n  packages: [app]\narchs: [amd64]\nvcs-url: https://code.example/app@5a3c0d9e1f7b2846a0c4e8d6b1f3957283746510\n"u8.ToArray(), "image").Required();

    private Composition Compose() => ImageComposer.Compose(new ComposeRequest(Configuration(), "image", repository, repository.Keyring)).Required();
}
