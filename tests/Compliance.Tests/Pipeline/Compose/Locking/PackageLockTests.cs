using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Signing;
using Compliance.Formats.Attestation;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Locks;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Locking;
using Compliance.Pipeline.Statements;
using Compliance.Tests.Formats.Packages.Apk;

namespace Compliance.Tests.Pipeline.Compose.Locking;

public sealed class PackageLockTests : IDisposable
{
    private const string Checksum = "sha256-AAAA";

    private static readonly IdentityFiles Files = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Approver, "Locker", DateTimeOffset.UnixEpoch.AddYears(50)), "", PlatformRandom.Fill);

    private readonly SignedRepository repository = new();

    public PackageLockTests()
    {
        repository.Add("base", "", (ApkSamples.File("etc/conf"), "base\n"));
        repository.Add("app", "depend = base\n", (ApkSamples.File("usr/app"), "app\n"));
    }

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Signed_lock_gives_the_same_image()
    {
        var solved = ImageComposer.Compose(Request()).Required();
        var held = PackageLock.Open(Signed(), "lock", Key(Files), Limits.Default).Required();
        var locked = ImageComposer.Compose(Request() with { Lock = held }).Required();
        Assert.Equal(solved.IndexDigest, locked.IndexDigest);
        Assert.Equal(1_700_000_000, held.Epoch);
        Assert.Equal(["base", "app"], held.Packages.Select(package => package.Name));
        Assert.All(held.Packages, package => Assert.NotNull(package.File));
    }

    [Fact]
    public void Lock_of_version_1_gives_the_same_image()
    {
        var request = Request();
        var solved = ImageComposer.Compose(request).Required();
        var json = ApkoLockWriter.Write(ApkoLockMaker.Make(request, solved, Context));
        var held = PackageLock.Open(json, "lock", null, Limits.Default).Required();
        Assert.Equal(solved.IndexDigest, ImageComposer.Compose(request with { Lock = held }).Required().IndexDigest);
        Assert.Contains("\"range\": \"bytes=0-", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_by_another_key_or_changed_is_not_taken()
    {
        var other = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Approver, "Other", DateTimeOffset.UnixEpoch.AddYears(50)), "", PlatformRandom.Fill);
        var signed = Signed();
        Assert.Equal("BUILD-0015", PackageLock.Open(signed, "lock", Key(other), Limits.Default).Defects.Single().Code.Text);
        Assert.Equal("BUILD-0015", PackageLock.Open(signed, "lock", null, Limits.Default).Defects.Single().Code.Text);
        var envelope = DsseEnvelope.Read(signed, "lock").Required();
        var changed = Encoding.UTF8.GetString(signed).Replace(Convert.ToBase64String(envelope.Payload.AsSpan()), Convert.ToBase64String([.. envelope.Payload[..^1], (byte)' ']), StringComparison.Ordinal);
        Assert.Equal("BUILD-0015", PackageLock.Open(Encoding.UTF8.GetBytes(changed), "lock", Key(Files), Limits.Default).Defects.Single().Code.Text);
    }

    [Fact]
    public void Inputs_that_moved_on_are_told()
    {
        var held = PackageLock.Open(Signed(), "lock", Key(Files), Limits.Default).Required();
        Assert.Contains(ImageComposer.Compose(Request() with { Lock = held, ConfigChecksum = "sha256-BBBB" }).Defects, defect => defect.Message.Contains("lock again", StringComparison.Ordinal));
        repository.Add("more", "", (ApkSamples.File("usr/more"), "more\n"));
        Assert.Contains(ImageComposer.Compose(Request() with { Lock = held }).Defects, defect => defect.Code.Text == "BUILD-0015" && defect.Message.Contains("the lock pins", StringComparison.Ordinal));
        var without = held with { Indexes = [], Packages = [.. held.Packages.Select(package => package with { Version = "2-r0" })] };
        Assert.Contains(ImageComposer.Compose(Request() with { Lock = without }).Defects, defect => defect.Message.Contains("no index has it", StringComparison.Ordinal));
        var others = held with { Indexes = [], Packages = [.. held.Packages.Select(package => package with { File = ContentHasher.Sha256([]) })] };
        Assert.Contains(ImageComposer.Compose(Request() with { Lock = others }).Defects, defect => defect.Message.Contains("the lock says otherwise", StringComparison.Ordinal));
    }

    [Fact]
    public void Mutated_lock_never_throws()
    {
        using var signer = Signer();
        var statement = LockStatement.Write(ImageComposer.Compose(Request()).Required(), Request().Configuration, Context);
        foreach (var mutated in Mutations.Of(statement, Mutations.Count / 10, 81))
        {
            var reading = PackageLock.Open(Attachment.Envelope(mutated, signer), "lock", Key(Files), Limits.Default);
            if (reading.TryGet(out var held)) _ = ImageComposer.Compose(Request() with { Lock = held });
        }
    }

    [Fact]
    public void Derivation_says_why_and_a_refusal_says_what()
    {
        var resolved = PackageResolver.Resolve(Request()).Required();
        var why = StrictJson.Read(DerivationStatement.OfConfiguration("image", ContentHasher.Sha256([]), "test", resolved, []), "statement").Required().Root["predicate"];
        Assert.Equal(["app-1-r0[base]", "world[app]"], why["architectures"].Items.Single()["packages"].Items.Select(package => package["because"].AsText));
        var refused = new List<(string, Compliance.Pipeline.Apk.Solving.SolverRefusal)>();
        Assert.NotEmpty(PackageResolver.Resolve(Request("[app, none]"), refused).Defects);
        var what = StrictJson.Read(DerivationStatement.OfConfiguration("image", ContentHasher.Sha256([]), "test", [], refused), "statement").Required().Root["predicate"];
        Assert.Equal(["none"], what["refused"].Items.Single()["world"].Items.Select(item => item.AsText));
    }

    private static LockContext Context => new("image.yaml", Checksum, ContentHasher.Sha256([]), "test", [("policies", ContentHasher.Sha256([]))]);

    private byte[] Signed()
    {
        using var signer = Signer();
        return Attachment.Envelope(LockStatement.Write(ImageComposer.Compose(Request()).Required(), Request().Configuration, Context), signer);
    }

    private static SigningIdentity Signer() => SigningIdentity.Open(SignerRole.Approver, Files.Certificates, Files.Key, "").Required();

    private static PublicKey Key(IdentityFiles files) =>
        PublicKeys.Read(Compliance.Cryptography.Certificates.CertificateKeys.PublicPem(files.Certificates.AsSpan()), "key").Required();

    private ComposeRequest Request(string packages = "[app]") => new(
        ApkoConfigurationReader.Read(Encoding.UTF8.GetBytes($"contents:\n  repositories: [r]\n  packages: {packages}\narchs: [amd64]\n"), "image").Required(), "image", repository, repository.Keyring)
    {
        ConfigChecksum = Checksum,
    };
}
