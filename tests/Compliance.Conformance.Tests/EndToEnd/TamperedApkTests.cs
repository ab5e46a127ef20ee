using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apko;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;
using Compliance.Tests.Formats.Packages.Apk;
using Compliance.Tests.Pipeline.Compose;
using Compliance.Tests.World;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>The same five as in Debian, in an image that is composed of signed apk packages; as it was composed there is nothing.</summary>
public sealed class TamperedApkTests : IDisposable
{
    private const string Database = "usr/lib/apk/db/installed";

    private readonly DirectoryInfo work = Directory.CreateTempSubdirectory("compliance-tampered-apk-");
    private readonly SignedRepository repository = new();

    public TamperedApkTests()
    {
        repository.Add("base", "license = MIT\n", Folder("etc"), Owned("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n"), Owned("etc/os-release", "ID=own\nNAME=Own\nVERSION_ID=1\n"));
        repository.Add("libssl3", "license = Apache-2.0\n", Folder("usr"), Folder("usr/lib"), Owned("usr/lib/libssl.so.3", "library"));
        repository.Add("openssl", "license = Apache-2.0\ndepend = libssl3\ndepend = base\n", Folder("usr"), Folder("usr/bin"), Owned("usr/bin/openssl", "#!/bin/sh\nexit 0\n", 0x1ED));
    }

    [Fact]
    public void Image_as_it_was_composed_has_nothing_unexplained()
    {
        LayoutFolderWriter.Write(Path.Combine(work.FullName, "layout"), Compose());
        var (files, facts) = Audit($"oci:{Path.Combine(work.FullName, "layout")}");
        Assert.All(["darkPrograms", "darkJars", "darkScripts", "darkData", "modified", "missing"], list => Assert.Empty(Texts(files, list)));
        Assert.Equal(["base", "libssl3", "openssl"], Packages(facts));
    }

    [Fact]
    public void Five_tampers_are_found_by_name()
    {
        var image = Compose().Images[0];
        var installed = Encoding.UTF8.GetString(image.Tree.Follow(Database)!.Content.Span);
        var left = string.Join("\n\n", installed.Split("\n\n").Where(record => !record.Contains("P:openssl\n", StringComparison.Ordinal)));
        Assert.NotEqual(installed, left);
        var layout = new LayoutBuilder();
        layout.Image(
            builder =>
            {
                foreach (var layer in image.Layers) builder.Layer(fill => fill.Archive(Unpacked(layer)));
                builder.Layer(fill => fill.File(Database, left).File("usr/lib/libssl.so.3", "libraryx").File("opt/app/bare.jar", StubJar.Of(StubJar.Class("A.class")))
                    .File("usr/local/bin/rogue-tool", StubElf.Write("rogue"u8.ToArray(), [], ["libc.so.6"], ""), 0x1ED).File("opt/app/vendored/__init__.py", "version = \"2.0\"\n"));
            },
            "app");
        var folder = layout.WriteTo(Path.Combine(work.FullName, "tampered"));
        var (files, facts) = Audit($"oci:{folder}:app");
        Assert.Equal(["usr/local/bin/rogue-tool"], Texts(files, "darkPrograms"));
        Assert.Equal(["opt/app/vendored/__init__.py", "usr/bin/openssl"], Texts(files, "darkScripts"));
        Assert.Equal(["usr/lib/libssl.so.3"], Texts(files, "modified"));
        Assert.Equal(["opt/app/bare.jar"], Texts(files, "darkJars"));
        Assert.Equal(["base", "libssl3"], Packages(facts));
    }

    public void Dispose()
    {
        repository.Dispose();
        work.Delete(recursive: true);
    }

    private static (TarItem Item, string Body) Owned(string path, string body, int mode = 0x1A4) =>
        (ApkSamples.File(path, mode, Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(body)))), body);

    private static (TarItem Item, string Body) Folder(string path) => (new TarItem(path, TarEntryType.Directory) { Mode = 0x1ED }, "");

    private static byte[] Unpacked(ComposedLayer layer)
    {
        using var content = Decompression.Open(new MemoryStream(layer.Content.ToArray()), CompressionKind.Gzip);
        using var tar = new MemoryStream();
        content.CopyTo(tar);
        return tar.ToArray();
    }

    private Composition Compose()
    {
        var configuration = ApkoConfigurationReader.Read("contents:\n  repositories: [r]\n  packages: [openssl]\narchs: [amd64]\n"u8.ToArray(), "image").Required();
        return ImageComposer.Compose(new ComposeRequest(configuration, "image", repository, repository.Keyring)).Required();
    }

    private (JsonElement Files, List<JsonElement> Facts) Audit(string image)
    {
        var package = Path.Combine(work.FullName, "audit.asice");
        var (exit, output, error) = BuiltProgram.Run("audit", image, "--data", Path.Combine(work.FullName, "data"), "--out", package);
        Assert.True(File.Exists(package), $"audit left no package, exit {exit}: {output}{error}");
        using var zip = ZipFile.OpenRead(package);
        using var stream = zip.GetEntry("data/results/facts.json")!.Open();
        using var json = JsonDocument.Parse(stream);
        var facts = json.RootElement.GetProperty("images")[0].GetProperty("facts").EnumerateArray().Select(fact => fact.Clone()).ToList();
        return (Assert.Single(facts, fact => fact.GetProperty("kind").GetString() == "files").GetProperty("value"), facts);
    }

    private static IEnumerable<string> Packages(List<JsonElement> facts) =>
        facts.Where(fact => fact.GetProperty("kind").GetString() == "package").Select(fact => fact.GetProperty("value").GetProperty("name").GetString()!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Texts(JsonElement value, string name) => value.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);
}
