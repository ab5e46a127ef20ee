using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Attesting;
using Compliance.Evidence.Timestamps;
using Compliance.Policy.Facts;
using Compliance.Tests.Cryptography.Cms;
using Compliance.Tests.Cryptography.Timestamps;
using Compliance.Tests.Evidence.Timestamps;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Attesting;

/// <summary>Signatures of a key whose window is over, with timestamps of an authority that the caller trusts, does not know, or does not name.</summary>
public sealed class TimestampedAttestationTests
{
    // Judged is AttestedLayout.At; the key's window ended an hour before, the timestamp was made a day before.
    private static readonly DateTimeOffset SignedAt = AttestedLayout.At.AddDays(-1);
    private static readonly string Ended = $"validUntil: {AttestedLayout.At.AddHours(-1):yyyy-MM-dd'T'HH:mm:ss'Z'}";
    private static readonly TestAuthority Time = new("CN=Time root");
    private static readonly TestTimestampAuthority Authority = new(Time);
    private static readonly TestSigner Signer = TestSigner.Named("release");
    private static readonly (string, ReadOnlyMemory<byte>)[] Root = [("time.pem", Encoding.ASCII.GetBytes(Time.Root.ExportCertificatePem()))];

    [Theory]
    [InlineData(AttachmentForm.Bundle)]
    [InlineData(AttachmentForm.LegacyTag)]
    public async Task A_timestamp_proves_that_the_key_signed_in_its_window(AttachmentForm form)
    {
        using var layout = await SignedAsync(form, Authority, SignedAt);
        var facts = layout.Collect(Root, (Signer, $"may: [sign-images, attest], predicates: [\"*\"], timestampAnchors: time.pem, {Ended}"));
        Assert.Equal(["verified", "verified"], Outcomes(facts));
    }

    [Theory]
    [InlineData(AttachmentForm.Bundle)]
    [InlineData(AttachmentForm.LegacyTag)]
    public async Task Without_the_authority_in_trust_nothing_is_proven(AttachmentForm form)
    {
        using var layout = await SignedAsync(form, Authority, SignedAt);
        Assert.Equal(["indeterminate", "indeterminate"], Outcomes(layout.Collect(Root, (Signer, $"may: [sign-images, attest], predicates: [\"*\"], {Ended}"))));
    }

    [Theory]
    [InlineData(AttachmentForm.Bundle)]
    [InlineData(AttachmentForm.LegacyTag)]
    public async Task A_strangers_timestamp_and_a_late_one_prove_nothing(AttachmentForm form)
    {
        var grants = $"may: [sign-images, attest], predicates: [\"*\"], timestampAnchors: time.pem, {Ended}";
        using var foreign = await SignedAsync(form, new TestTimestampAuthority(new TestAuthority("CN=Time root")), SignedAt);
        Assert.Equal(["indeterminate", "indeterminate"], Outcomes(foreign.Collect(Root, (Signer, grants))));
        using var late = await SignedAsync(form, Authority, AttestedLayout.At.AddMinutes(-30));
        Assert.Equal(["indeterminate", "indeterminate"], Outcomes(late.Collect(Root, (Signer, grants))));
        using var future = await SignedAsync(form, Authority, AttestedLayout.At.AddDays(2));
        Assert.Equal(["indeterminate", "indeterminate"], Outcomes(future.Collect(Root, (Signer, grants))));
    }

    [Fact]
    public async Task A_timestamp_before_the_window_contradicts_it()
    {
        using var layout = await SignedAsync(AttachmentForm.Bundle, Authority, SignedAt);
        var from = $"validFrom: {AttestedLayout.At.AddHours(-2):yyyy-MM-dd'T'HH:mm:ss'Z'}";
        Assert.Equal(["failed", "failed"], Outcomes(layout.Collect(Root, (Signer, $"may: [sign-images, attest], predicates: [\"*\"], timestampAnchors: time.pem, {from}"))));
        Assert.Equal(["verified", "verified"], Outcomes(layout.Collect(Root, (Signer, $"may: [sign-images, attest], predicates: [\"*\"], {from}"))));
    }

    [Fact]
    public async Task Without_a_timestamp_nothing_is_attached()
    {
        using var layout = new AttestedLayout();
        using var server = new TimestampServer(_ => new TimestampServer.Answer([], 403));
        var before = Directory.GetFiles(layout.Folder, "*", SearchOption.AllDirectories).Length;
        var attester = new ImageAttester(layout.Target(), SigningKeys.Of(Signer), SignedAt, new TimestampClient([new Loopback(server.Address)], new FixedClock(SignedAt), PlatformRandom.Fill));
        await Assert.ThrowsAsync<IOException>(() => attester.SignAsync(layout.Root, AttachmentForm.Bundle, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(before, Directory.GetFiles(layout.Folder, "*", SearchOption.AllDirectories).Length);
    }

    private static async Task<AttestedLayout> SignedAsync(AttachmentForm form, TestTimestampAuthority authority, DateTimeOffset at)
    {
        var layout = new AttestedLayout();
        using var server = new TimestampServer(request => new TimestampServer.Answer(authority.Answer(request, at)));
        var attester = new ImageAttester(layout.Target(), SigningKeys.Of(Signer), at, new TimestampClient([new Loopback(server.Address)], new FixedClock(at), PlatformRandom.Fill));
        var made = await attester.SignAsync(layout.Root, form, "registry.example/app", TestContext.Current.CancellationToken);
        Assert.Equal(at, made.StampedAt);
        await attester.AttestAsync(layout.Root, "https://example.test/review", "{\"reviewed\":true}"u8.ToArray(), form, TestContext.Current.CancellationToken);
        return layout;
    }

    private static string[] Outcomes(ImmutableArray<FactSet> facts) =>
        [.. Assert.Single(facts).Facts.Select(fact => fact.Value switch { SignatureFact signature => signature.Outcome.Value, AttestationFact attestation => attestation.Outcome.Value, _ => null }).OfType<string>()];
}
