using System.Text;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Timestamps;
using Compliance.Evidence.Verification;
using Compliance.Tests.Cryptography.Cms;
using Compliance.Tests.Cryptography.Timestamps;
using Compliance.Tests.Evidence.Packaging;
using Compliance.Tests.Evidence.Timestamps;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Verification;

/// <summary>Packages whose signature carries an RFC 3161 token.</summary>
public sealed class TimestampedPackageTests
{
    private static readonly TestAuthority Time = new("CN=Test time root");
    private static readonly VerificationOptions Both = PackageWorld.Options with
    {
        Anchors = TrustAnchors.Read([.. PackageWorld.Files.Anchor, .. Encoding.ASCII.GetBytes(Time.Root.ExportCertificatePem())], "roots.pem").Required(),
    };

    [Fact]
    public void A_proven_time_leaves_only_the_ledger_to_note()
    {
        var report = PackageWorld.Verify(Seal(PackageWorld.Finished.AddSeconds(2)), Both);
        Assert.Equal(["PKG-0801"], report.Lines.SelectMany(line => line.Checks).Where(check => check.Outcome != CheckOutcome.Passed).Select(check => $"{check.Code}"));
        Assert.StartsWith("RFC 3161 token of CN=Test signer", report.Lines[3].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proven_time_outlives_the_signers_certificate()
    {
        var package = Seal(PackageWorld.Finished.AddSeconds(2));
        var later = PackageWorld.Finished.AddYears(21);
        Assert.Equal(VerificationConclusion.Verified, PackageWorld.Verify(package, Both with { Now = later }).Conclusion);
        Assert.Equal("CERT-0004", PackageWorld.Verify(PackageWorld.Seal(), Both with { Now = later }).FirstFailure!.Code.Text);
    }

    [Fact]
    public void A_time_before_the_run_finished_fails() => Assert.Equal("PKG-0402", PackageWorld.Verify(Seal(PackageWorld.Finished.AddMinutes(-5)), Both).Lines[3].Checks.First(check => check.Outcome == CheckOutcome.Failed).Code.Text);

    [Fact]
    public void A_time_after_the_check_fails() => Assert.Equal("PKG-0402", PackageWorld.Verify(Seal(PackageWorld.Now.AddDays(2)), Both).FirstFailure!.Code.Text);

    [Fact]
    public void A_token_of_another_signature_fails() => Assert.Equal("TSP-0002", PackageWorld.Verify(Seal(PackageWorld.Finished.AddSeconds(2), "replayed"u8.ToArray()), Both).FirstFailure!.Code.Text);

    [Fact]
    public void A_token_by_an_authority_that_nobody_named_fails() => Assert.Equal("CERT-0003", PackageWorld.Verify(Seal(PackageWorld.Finished.AddSeconds(2))).FirstFailure!.Code.Text);

    [Fact]
    public void A_seal_that_should_be_stamped_and_is_not_fails()
    {
        using var own = PackageWorld.Open(PackageWorld.Files);
        using var output = new MemoryStream();
        PackageWorld.Prepare(signer: new Stripped(own, isTimestamped: true)).Seal([], new Stripped(own, isTimestamped: true), PackageWorld.Finished.AddSeconds(1), output);
        var failed = PackageWorld.Verify(output.ToArray(), Both).FirstFailure!;
        Assert.Equal(("PKG-0401", "package.json says that the seal is time-stamped, and it has no token: it was taken away"), (failed.Code.Text, failed.Detail));
    }

    [Fact]
    public void The_products_own_signer_gets_its_token_from_an_authority()
    {
        var (authority, clock) = (new TestTimestampAuthority(Time), new FixedClock(PackageWorld.Finished.AddSeconds(1)));
        using var server = new TimestampServer(request => new TimestampServer.Answer(authority.Answer(request, clock.GetUtcNow())));
        using var own = PackageWorld.Open(PackageWorld.Files);
        var signer = new TimestampedSigner(own, new TimestampClient([new Loopback(server.Address)], clock, PlatformRandom.Fill));
        var package = PackageWorld.Seal(signer: signer);
        Assert.Equal(VerificationConclusion.Verified, PackageWorld.Verify(package, Both).Conclusion);
        Assert.Equal(1, server.Asked);
    }

    [Fact]
    public void An_authority_whose_clock_is_a_little_behind_is_taken()
    {
        Assert.Equal(VerificationConclusion.Verified, PackageWorld.Verify(Seal(PackageWorld.Finished.AddSeconds(-30)), Both).Conclusion);
    }

    private static byte[] Seal(DateTimeOffset at, byte[]? other = null)
    {
        using var own = PackageWorld.Open(PackageWorld.Files);
        return PackageWorld.Seal(signer: new StampingSigner(own, new TestTimestampAuthority(Time), at, other));
    }

    private sealed class Stripped(ISigner inner, bool isTimestamped) : ISigner
    {
        public SignerRole Role => inner.Role;

        public SignatureAlgorithm Algorithm => inner.Algorithm;

        public string Subject => inner.Subject;

        public string CertificateFingerprint => inner.CertificateFingerprint;

        public string AnchorFingerprint => inner.AnchorFingerprint;

        public bool IsSelfIssued => inner.IsSelfIssued;

        public bool IsTimestamped => isTimestamped;

        public byte[] Sign(ReadOnlySpan<byte> data) => inner.Sign(data);

        public byte[] SignDetached(ReadOnlyMemory<byte> content, DateTimeOffset signedAt) => inner.SignDetached(content, signedAt);
    }

    private sealed class StampingSigner(ISigner inner, TestTimestampAuthority authority, DateTimeOffset at, byte[]? other) : ISigner
    {
        public SignerRole Role => inner.Role;

        public SignatureAlgorithm Algorithm => inner.Algorithm;

        public string Subject => inner.Subject;

        public string CertificateFingerprint => inner.CertificateFingerprint;

        public string AnchorFingerprint => inner.AnchorFingerprint;

        public bool IsSelfIssued => inner.IsSelfIssued;

        public byte[] Sign(ReadOnlySpan<byte> data) => inner.Sign(data);

        public byte[] SignDetached(ReadOnlyMemory<byte> content, DateTimeOffset signedAt) => authority.Attach(inner.SignDetached(content, signedAt), at, other);
    }
}
