using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Cmvp;

namespace Compliance.Tests.Formats.CryptoModules.Cmvp;

public sealed class CmvpMatcherTests
{
    [Theory]
    [InlineData("openssl-provider", "OpenSSL FIPS Provider", "3.1.2", "exact", "4985")]
    [InlineData("openssl-provider", "OpenSSL FIPS Provider", "3.0.9", "exact", "4282 4811")]
    [InlineData("openssl-provider", "OpenSSL FIPS Provider", "3.0.8", "exact", "4282")]
    [InlineData("openssl-provider", "OpenSSL FIPS Provider", "3.0.20", "update-stream", "4282 4811")]
    [InlineData("openssl-provider", "OpenSSL FIPS Provider", "3.1.8", "update-stream", "4985")]
    [InlineData("openssl-provider", "OpenSSL FIPS Provider", "3.5.4", "in-process", "")]
    [InlineData("openssl-provider", "OpenSSL FIPS Provider", "3.5.9", "none", "")]
    [InlineData("openssl-provider", "OpenSSL FIPS Provider", "3.0.7", "none", "")]
    [InlineData("openssl-provider", "OpenSSL FIPS Provider", "3.1.2-dev", "candidate", "4985")]
    [InlineData("openssl-provider", "OpenSSL FIPS Provider", "3.1.20-x", "none", "")]
    [InlineData("openssl-provider", "Chainguard FIPS Provider for OpenSSL", "3.4.0", "exact", "5132")]
    [InlineData("openssl-provider", "Chainguard FIPS Provider for OpenSSL", "3.1.2", "exact", "5102")]
    [InlineData("openssl-provider", "Chainguard FIPS Provider for OpenSSL", "3.5.0", "none", "")]
    [InlineData("openssl-provider", "Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider", "3.0.7-395c1a240fbfffd8", "exact", "4857")]
    [InlineData("openssl-provider", "Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider", "3.0.7-cda111b5812c30d4", "candidate", "4857")]
    [InlineData("openssl-provider", "Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider", "3.0.7", "candidate", "4857")]
    [InlineData("openssl-provider", "Some Other FIPS Provider", "3.1.2", "none", "")]
    [InlineData("openssl-provider", "openssl fips provider", "3.1.2", "none", "")]
    [InlineData("openssl-library", "OpenSSL FIPS Provider", "3.1.2", "none", "")]
    [InlineData("openssl-provider", "Amazon Linux 2023 OpenSSL FIPS Provider", "3.2.2", "candidate", "5021")]
    [InlineData("go", "Go Cryptographic Module", "v1.0.0-c2097c7c", "exact", "5247")]
    [InlineData("go", "Go Cryptographic Module", "v1.0.0", "candidate", "5247")]
    [InlineData("go", "Go Cryptographic Module", "v1.26.0", "in-process", "")]
    [InlineData("boringcrypto", "BoringCrypto", "2022061300", "exact", "4735")]
    [InlineData("bouncycastle-java", "BC-FJA", "2.1.1", "candidate", "4943")]
    [InlineData("bouncycastle-java", "BC-FJA", "2.1.2", "update-stream", "4943")]
    public void Claim_comes_as_close_as_the_catalog_says(string family, string name, string version, string word, string certificates)
    {
        var match = Match(new ModuleClaim(family, name, ModuleVersion.Parse(version), IsStub: false));

        Assert.Equal((word, certificates), (match.Word, string.Join(' ', match.Certificates.Select(certificate => certificate.Number))));
    }

    [Fact]
    public void Version_alone_is_a_candidate_and_so_is_a_name_alone()
    {
        Assert.Equal("candidate", Match(new ModuleClaim("openssl-provider", null, new ModuleVersion("3.1.2", ""), false)).Word);
        Assert.Equal("candidate", Match(new ModuleClaim("openssl-provider", "OpenSSL FIPS Provider", null, false)).Word);
        Assert.Equal("none", Match(new ModuleClaim("openssl-provider", null, null, false)).Word);
        Assert.Equal("none", Match(new ModuleClaim("openssl-provider", null, new ModuleVersion("9.9.9", ""), false)).Word);
    }

    [Fact]
    public void Stand_in_never_matches()
    {
        foreach (var certificate in ShippedCatalog.Value.Certificates)
        {
            foreach (var identity in certificate.Identities)
            {
                var claim = new ModuleClaim(certificate.Family, identity.Name, identity.Version is null ? null : new ModuleVersion(identity.Version, identity.Build ?? ""), IsStub: true);
                Assert.Equal(CmvpMatchKind.None, Match(claim).Kind);
            }
        }
    }

    [Fact]
    public void Best_state_of_several_certificates_counts()
    {
        var match = Match(new ModuleClaim("openssl-provider", "OpenSSL FIPS Provider", new ModuleVersion("3.0.9", ""), false));

        Assert.Equal("active", match.Best(new DateOnly(2026, 9, 21))!.Value.Status.Word);
        Assert.Equal("historical", match.Best(new DateOnly(2026, 9, 22))!.Value.Status.Word);
        Assert.Null(Match(new ModuleClaim("openssl-provider", "x y", null, false)).Best(new DateOnly(2026, 9, 22)));
    }

    private static CmvpMatch Match(ModuleClaim claim) => CmvpMatcher.Match(ShippedCatalog.Value, claim);
}
