using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Signing;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Reading;
using Compliance.Pipeline.AirGap;
using Compliance.Pipeline.Compose;
using Compliance.Tests.Formats.Packages.Apk;
using Compliance.Tests.Pipeline.Compose;

namespace Compliance.Tests.Pipeline.AirGap;

public sealed class InputBundleTests : IDisposable
{
    private static readonly IdentityFiles Files = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Approver, "Gate", DateTimeOffset.UnixEpoch.AddYears(50)), "", PlatformRandom.Fill);

    private readonly string folder = Directory.CreateTempSubdirectory("compliance-bundle-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Image_from_a_bundle_is_the_same_and_nothing_else_is_there()
    {
        using var repository = new SignedRepository();
        repository.Add("app", "", (ApkSamples.File("usr/app"), "app\n"));
        var request = new ComposeRequest(ApkoConfigurationReader.Read("contents: { repositories: [r], packages: [app] }\narchs: [amd64]\n"u8.ToArray(), "image").Required(), "image", repository, repository.Keyring);
        var recording = new RecordingFiles(repository);
        var outside = ImageComposer.Compose(request with { Files = recording }).Required();
        Write(recording.Given.Select(path => (BundleFiles.Inputs + path, repository.Files[path])));

        var files = new BundleFiles(Open().Required());
        Assert.Equal(outside.IndexDigest, ImageComposer.Compose(request with { Files = files }).Required().IndexDigest);
        Assert.Empty(files.Refused);
        Assert.Null(files.Open("r/x86_64/other-1-r0.apk"));
        Assert.Null(files.Open("/etc/passwd"));
        Assert.Equal(["/etc/passwd", "r/x86_64/other-1-r0.apk"], files.Refused);
    }

    [Fact]
    public void File_that_changed_is_not_given()
    {
        Write([("inputs/a", "one"u8.ToArray()), ("inputs/b", "two"u8.ToArray())]);
        var bundle = Open().Required();
        Assert.Empty(bundle.Verify());
        File.WriteAllText(Path.Combine(folder, "blobs", "sha256", bundle.Find("inputs/a")!.Digest.Hex), "One");
        Assert.Equal("BUILD-0017", Assert.Single(bundle.Verify()).Code.Text);
        Assert.Null(new BundleFiles(bundle).Open("a"));
        Assert.NotNull(new BundleFiles(bundle).Open("b"));
    }

    [Fact]
    public void Mutated_list_is_refused()
    {
        Write([("inputs/a", "one"u8.ToArray())]);
        var list = Path.Combine(folder, InputBundle.ListName);
        foreach (var mutated in Mutations.Of(File.ReadAllBytes(list), Mutations.Count, 91))
        {
            File.WriteAllBytes(list, mutated);
            // What the signature does not cover, such as the key's id, may change.
            if (Open().TryGet(out var bundle)) Assert.Equal(["inputs/a"], bundle.Entries.Select(entry => entry.Path));
        }
    }

    private void Write(IEnumerable<(string Path, byte[] Content)> files)
    {
        using var signer = SigningIdentity.Open(SignerRole.Approver, Files.Certificates, Files.Key, "").Required();
        var writer = new BundleWriter(folder);
        foreach (var (path, content) in files) writer.Add(path, content);
        writer.Finish(signer);
    }

    private Reading<InputBundle> Open() =>
        InputBundle.Open(folder, PublicKeys.Read(Compliance.Cryptography.Certificates.CertificateKeys.PublicPem(Files.Certificates.AsSpan()), "key").Required(), Limits.Default);
}
