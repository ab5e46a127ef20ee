using Compliance.Cryptography.Signing;
using Compliance.Evidence.Attesting;
using Compliance.Evidence.Timestamps;
using Compliance.Tests.Cryptography.Cms;
using Compliance.Tests.Cryptography.Timestamps;
using Compliance.Tests.Evidence.Timestamps;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Attesting;

/// <summary>What we sign, read and verified by the Sigstore project's own JavaScript client.</summary>
public sealed class PeerVerificationTests
{
    private static readonly string[] Both = ["https://example.test/review", "https://sigstore.dev/cosign/sign/v1"];

    [Theory]
    [InlineData("p256")]
    [InlineData("rsa3072")]
    public async Task Bundles_that_we_make_verify_with_sigstore_js(string kind)
    {
        if (PeerClient.Modules() is not { } modules) return;
        using var layout = new AttestedLayout();
        var publicPem = await SignAsync(layout, kind, null);
        Assert.Equal(Both, await PeerClient.VerifyAsync(modules, layout.Folder, publicPem));
    }

    [Fact]
    public async Task Their_timestamps_verify_with_sigstore_js()
    {
        if (PeerClient.Modules() is not { } modules) return;
        var time = new TestAuthority("CN=Time root");
        var authority = new TestTimestampAuthority(time);
        using var layout = new AttestedLayout();
        using var server = new TimestampServer(request => new TimestampServer.Answer(authority.Answer(request, AttestedLayout.At)));
        var publicPem = await SignAsync(layout, "p256", new TimestampClient([new Loopback(server.Address)], new FixedClock(AttestedLayout.At), PlatformRandom.Fill));
        Assert.Equal(Both, await PeerClient.VerifyAsync(modules, layout.Folder, publicPem, $"{Convert.ToBase64String(authority.Certificate.Span)},{Convert.ToBase64String(time.Root.RawData)}"));
    }

    private static async Task<string> SignAsync(AttestedLayout layout, string kind, TimestampClient? timestamps)
    {
        var (pem, publicPem) = SigningKeys.Pem(kind);
        using var key = PemSigningKey.Read(pem, "").Required();
        var attester = new ImageAttester(layout.Target(), key, AttestedLayout.At, timestamps);
        await attester.SignAsync(layout.Root, AttachmentForm.Bundle, cancellation: TestContext.Current.CancellationToken);
        await attester.AttestAsync(layout.Root, "https://example.test/review", "{\"reviewed\":true}"u8.ToArray(), AttachmentForm.Bundle, TestContext.Current.CancellationToken);
        return publicPem;
    }
}
