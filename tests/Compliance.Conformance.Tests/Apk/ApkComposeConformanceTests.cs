using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Locks;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Locking;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Conformance.Tests.Apk;

/// <summary>apko's golden image, composed again from the same packages.</summary>
public sealed class ApkComposeConformanceTests
{
    private const string Golden = "apk/apko/golden/golden";

    [Fact]
    public void Golden_image_is_composed_again()
    {
        using var suite = new ConformanceSuite("apk-compose", Golden);
        if (Vectors.Has(Golden) && suite.Has("apk/apko/cli-testdata/apko.yaml") && suite.Has("apk/keys/melange.rsa.pub"))
        {
            var index = Json($"{Golden}/index.json");
            var reading = ImageComposer.Compose(Request());
            suite.Check("composed", "yes", reading.TryGet(out var composition) ? "yes" : string.Join("; ", reading.Defects));
            suite.Check("index", Bare(index), () => Bare(StrictJson.Read(composition!.Index, "index").Required().Root));
            for (var i = 0; i < index["manifests"].Items.Count(); i++) Judge(suite, index["manifests"].Items.ElementAt(i), composition?.Images.ElementAtOrDefault(i));
        }

        suite.Finish();
    }

    [Fact]
    public void Lock_of_the_golden_image_is_apkos()
    {
        using var suite = new ConformanceSuite("apk-lock-made", "apk/apko/lock", Golden);
        if (suite.Has("apk/apko/lock/apko.lock.json") && suite.Has("apk/apko/cli-testdata/apko.yaml") && suite.Has("apk/keys/melange.rsa.pub"))
        {
            var yaml = ContentHasher.Sha256(File.ReadAllBytes(Path.Combine(Vectors.Root!, "apk/apko/cli-testdata/apko.yaml")));
            var said = new LockContext("apko.yaml", $"sha256-{Convert.ToBase64String(Convert.FromHexString(yaml.Hex))}", yaml, "test", []);
            var request = Request();
            suite.Check("apko.lock.json", Text(Json("apk/apko/lock/apko.lock.json")), () => Text(
                StrictJson.Read(ApkoLockWriter.Write(ApkoLockMaker.Make(request, ImageComposer.Compose(request).Required(), said)), "lock").Required().Root));
        }

        suite.Finish();
    }

    private static string Text(JsonValue document) => System.Text.Encoding.UTF8.GetString(CanonicalJson.Of(document));

    private static void Judge(ConformanceSuite suite, JsonValue descriptor, ComposedImage? image)
    {
        var manifest = Json(Blob(descriptor["digest"].AsText!));
        var config = manifest["config"]["digest"].AsText!;
        var name = descriptor["platform"]["architecture"].AsText;
        suite.Check($"{name} diff id", Json(Blob(config))["rootfs"]["diff_ids"].Items.Single().AsText!, $"{image?.Layers[0].DiffId}");
        suite.Check($"{name} config", config, $"{image?.ConfigDigest}");
        suite.Check($"{name} manifest", Bare(manifest), () => Bare(StrictJson.Read(image!.Manifest, "manifest").Required().Root));
    }

    /// <summary>Canonical text without digest and size of what holds compressed bytes: those depend on the compressor.</summary>
    private static string Bare(JsonValue document)
    {
        var text = System.Text.Encoding.UTF8.GetString(CanonicalJson.Of(document));
        foreach (var descriptor in document["layers"].Items.Concat(document["manifests"].Items))
        {
            text = text.Replace(descriptor["digest"].AsText!, "DIGEST", StringComparison.Ordinal).Replace($"\"size\":{descriptor["size"].AsInt64}", "\"size\":0", StringComparison.Ordinal);
        }

        return text;
    }

    private static ComposeRequest Request()
    {
        var configuration = ApkoConfigurationReader.Read(File.ReadAllBytes(Path.Combine(Vectors.Root!, "apk/apko/cli-testdata/apko.yaml")), "apko.yaml").Required();
        // apko's test gives these two beside the file.
        var annotations = configuration.Annotations.SetItem("org.opencontainers.image.title", "Title").SetItem("org.opencontainers.image.vendor", "Vendor");
        var keyring = ApkKeyring.Empty.With("melange.rsa.pub", File.ReadAllBytes(Path.Combine(Vectors.Root!, "apk/keys/melange.rsa.pub")), "vectors").Required();
        return new ComposeRequest(configuration with { Annotations = annotations }, "apko.yaml", new TestRepository(), keyring) { Epoch = 0 };
    }

    private static string Blob(string digest) => $"{Golden}/blobs/sha256/{digest[7..]}";

    private static JsonValue Json(string file) => StrictJson.Read(File.ReadAllBytes(Path.Combine(Vectors.Root!, file)), file).Required().Root;

    /// <summary>Where the vectors keep what apko's test has in testdata.</summary>
    private sealed class TestRepository : IRepositoryFiles
    {
        public Stream? Open(string path)
        {
            var file = Path.Combine(Vectors.Root!, "apk/apks/apko-cli", path.Replace("./testdata/packages/", "", StringComparison.Ordinal));
            return File.Exists(file) ? File.OpenRead(file) : null;
        }
    }
}
