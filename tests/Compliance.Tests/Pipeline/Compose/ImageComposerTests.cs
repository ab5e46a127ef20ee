using System.Text;
using Compliance.Cryptography.Apk;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;
using Compliance.Tests.Formats.Packages.Apk;

namespace Compliance.Tests.Pipeline.Compose;

public sealed class ImageComposerTests
{
    private const string Config = """
        contents:
          repositories: [r]
          packages: [app]
        entrypoint: { command: "/usr/bin/app 'two words'" }
        accounts:
          run-as: web
          users: [{ username: web, uid: 1000 }]
        paths: [{ path: /data, type: directory, permissions: 0o750, uid: 1000, gid: 1000 }]
        archs: [amd64]
        """;

    private static SignedRepository Repository(string replaces = "")
    {
        var repository = new SignedRepository();
        repository.Add("base", "", (new TarItem("etc", TarEntryType.Directory) { Mode = 0x1ED }, ""), (ApkSamples.File("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n"), (ApkSamples.File("etc/conf"), "base\n"));
        repository.Add("app", $"depend = base\n{replaces}", (new TarItem("etc", TarEntryType.Directory) { Mode = 0x1ED }, ""), (ApkSamples.File("etc/conf"), "app\n"), (ApkSamples.File("usr/bin/app", 0x1ED), "#!\n"));
        return repository;
    }

    private static Reading<Composition> Compose(SignedRepository repository, string config = Config, ApkKeyring? keyring = null) => ImageComposer.Compose(
        new ComposeRequest(ApkoConfigurationReader.Read(Encoding.UTF8.GetBytes(config), "image").Required(), "image", repository, keyring ?? repository.Keyring));

    [Fact]
    public void Same_request_gives_the_same_bytes()
    {
        using var repository = Repository("replaces = base\n");
        var (first, second) = (Compose(repository).Required(), Compose(repository).Required());

        Assert.Equal(first.IndexDigest, second.IndexDigest);
        Assert.Equal(["base", "app"], first.Images.Single().Packages.Select(package => package.Name));
        var config = Encoding.UTF8.GetString(first.Images[0].Config.Span);
        Assert.Contains("\"Entrypoint\":[\"/usr/bin/app\",\"two words\"]", config, StringComparison.Ordinal);
        Assert.Contains("\"User\":\"1000\"", config, StringComparison.Ordinal);
        Assert.Contains("\"created\":\"2023-11-14T22:13:20Z\"", config, StringComparison.Ordinal);
    }

    [Fact]
    public void File_of_two_packages_is_a_conflict_unless_one_replaces_the_other()
    {
        using var repository = Repository();
        Assert.Equal("BUILD-0005", Compose(repository).Defects.Single().Code.Text);
    }

    [Fact]
    public void Any_flipped_byte_of_a_package_ends_the_run()
    {
        using var repository = Repository("replaces = base\n");
        var whole = repository.Files["r/x86_64/app-1-r0.apk"];
        for (var at = 0; at < whole.Length; at += 41)
        {
            var flipped = (byte[])whole.Clone();
            flipped[at] ^= 0x10;
            repository.Files["r/x86_64/app-1-r0.apk"] = flipped;
            var isPassed = Compose(repository).TryGet(out var composition);
            // What neither signature nor hash covers is the packing of the signature itself: then the files are the same ones.
            Assert.True(!isPassed || composition!.Images[0].Layers[0].DiffId == DiffId(repository, whole), $"byte {at}");
        }
    }

    [Fact]
    public void Index_without_a_signature_of_the_ring_is_not_used()
    {
        using var repository = Repository();
        Assert.Contains(Compose(repository, keyring: ApkKeyring.Empty).Defects, defect => defect.Code.Text == "BUILD-0002");
    }

    [Theory]
    [InlineData("packages: [app]", "packages: [none]", "BUILD-0003")]
    [InlineData("packages: [app]", "packages: ['a b']", "BUILD-0008")]
    [InlineData("uid: 1000 }]", "uid: 0 }]", "BUILD-0010")]
    [InlineData("path: /data", "path: /../data", "BUILD-0006")]
    [InlineData("archs: [amd64]", "archs: [arm64]", "BUILD-0001")]
    [InlineData("archs: [amd64]", "format: erofs", "BUILD-0007")]
    public void Mistake_is_told_with_its_code(string part, string other, string code)
    {
        using var repository = Repository("replaces = base\n");
        Assert.Contains(Compose(repository, Config.Replace(part, other, StringComparison.Ordinal)).Defects, defect => defect.Code.Text == code);
    }

    private static Compliance.Formats.Digest DiffId(SignedRepository repository, byte[] whole)
    {
        repository.Files["r/x86_64/app-1-r0.apk"] = whole;
        return Compose(repository).Required().Images[0].Layers[0].DiffId;
    }
}
