using System.Security.Cryptography.Pkcs;
using System.Text;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Cryptography.Sigstore.Timestamps;
using Compliance.Tests.Cryptography.Cms;
using Compliance.Tests.Cryptography.Timestamps;

namespace Compliance.Tests.Cryptography.Sigstore;

/// <summary>Timestamps of bundles, by the timestamp authorities of a trusted root.</summary>
public sealed class BundleTimestampTests
{
    private static readonly TestAuthority Issuer = new("CN=Time root");
    private static readonly TestTimestampAuthority Authority = new(Issuer);
    private static readonly byte[] Value = "a signature value"u8.ToArray();
    private static readonly DateTimeOffset At = TestAuthority.At;

    [Theory]
    [InlineData(SubjectIdentifierType.IssuerAndSerialNumber, true)]
    [InlineData(SubjectIdentifierType.IssuerAndSerialNumber, false)]
    [InlineData(SubjectIdentifierType.SubjectKeyIdentifier, true)]
    [InlineData(SubjectIdentifierType.SubjectKeyIdentifier, false)]
    public void Tokens_of_a_trusted_authority_prove_their_time(SubjectIdentifierType named, bool withCertificate)
    {
        var proven = Verify(Authority.Stamp(Value, At, asNamed: named, withCertificate: withCertificate), out var reason);
        Assert.Equal("", proven is null ? reason : "");
        Assert.Equal(At, proven!.Value.Time);
        Assert.Contains(named == SubjectIdentifierType.IssuerAndSerialNumber ? "ecdsa" : "digest 2.16.840.1.101.3.4.2.", proven.Value.Algorithm, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(SubjectIdentifierType.IssuerAndSerialNumber)]
    [InlineData(SubjectIdentifierType.SubjectKeyIdentifier)]
    public void A_strangers_token_proves_nothing_even_with_its_certificate_inside(SubjectIdentifierType named)
    {
        var stranger = new TestTimestampAuthority(new TestAuthority("CN=Time root"));
        Assert.Null(Verify(stranger.Stamp(Value, At, asNamed: named), out var reason));
        Assert.Equal("no timestamp authority of root made it", reason);
    }

    [Theory]
    [InlineData(SubjectIdentifierType.IssuerAndSerialNumber)]
    [InlineData(SubjectIdentifierType.SubjectKeyIdentifier)]
    public void A_token_over_something_else_and_changed_tokens_prove_nothing(SubjectIdentifierType named)
    {
        Assert.Null(Verify(Authority.Stamp("other"u8, At, asNamed: named), out var reason));
        Assert.Equal("it is a timestamp of something else than this signature", reason);
        foreach (var mutant in Mutations.Of(TestTimestampAuthority.Respond(Authority.Stamp(Value, At, asNamed: named)), Mutations.Count / 8, 41))
        {
            if (Compliance.Cryptography.Sigstore.Timestamps.TimestampVerifier.Verify(mutant, Value, Root(Authority), out _) is { } proven) Assert.Equal(At, proven.Time);
        }
    }

    [Fact]
    public void A_certificate_that_is_not_critically_for_stamping_proves_nothing()
    {
        var lax = new TestTimestampAuthority(Issuer, isCritical: false);
        Assert.Null(Compliance.Cryptography.Sigstore.Timestamps.TimestampVerifier.Verify(TestTimestampAuthority.Respond(lax.Stamp(Value, At)), Value, Root(lax), out var reason));
        Assert.Equal("the authority's extended key usage is not critical", reason);
    }

    private static (DateTimeOffset Time, AuthorityInstance Authority, string Algorithm)? Verify(byte[] token, out string reason) =>
        Compliance.Cryptography.Sigstore.Timestamps.TimestampVerifier.Verify(TestTimestampAuthority.Respond(token), Value, Root(Authority), out reason);

    private static TrustedRoot Root(TestTimestampAuthority authority) => TrustedRoots.Read(
        Encoding.UTF8.GetBytes(
            $$"""
            {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","timestampAuthorities":[{"subject":{"organization":"test"},"uri":"https://time.example",
             "validFor":{"start":"2026-01-01T00:00:00Z"},
             "certChain":{"certificates":[{"rawBytes":"{{Convert.ToBase64String(authority.Certificate.Span)}}"},{"rawBytes":"{{Convert.ToBase64String(Issuer.Root.RawData)}}"}] } }] }
            """),
        "root").Required();
}
