using Compliance.Cryptography.Algorithms;

namespace Compliance.Tests.Cryptography.Algorithms;

public sealed class SignatureAlgorithmsTests
{
    [Theory]
    [InlineData(256, "sha256", "ecdsa-p256-sha256", AlgorithmStatus.Approved)]
    [InlineData(384, "sha384", "ecdsa-p384-sha384", AlgorithmStatus.Approved)]
    [InlineData(521, "sha512", "ecdsa-p521-sha512", AlgorithmStatus.Approved)]
    [InlineData(256, "sha1", "ecdsa-p256-sha1", AlgorithmStatus.LegacyVerifyOnly)]
    public void Ecdsa_row_has_name_and_status(int bits, string hash, string name, AlgorithmStatus status)
    {
        var row = SignatureAlgorithms.Ecdsa(bits, hash);
        Assert.Equal((name, status), (row.Name, row.Status));
    }

    [Theory]
    [InlineData(SignatureFamily.RsaPkcs1, 3072, "sha256", "rsa-3072-pkcs1-sha256", AlgorithmStatus.Approved)]
    [InlineData(SignatureFamily.RsaPss, 4096, "sha256", "rsa-4096-pss-sha256", AlgorithmStatus.Approved)]
    [InlineData(SignatureFamily.RsaPkcs1, 2048, "sha1", "rsa-2048-pkcs1-sha1", AlgorithmStatus.LegacyVerifyOnly)]
    [InlineData(SignatureFamily.RsaPkcs1, 1024, "sha256", "rsa-1024-pkcs1-sha256", AlgorithmStatus.LegacyVerifyOnly)]
    [InlineData(SignatureFamily.RsaPkcs1, 1023, "sha256", "rsa-1023-pkcs1-sha256", AlgorithmStatus.NotApproved)]
    public void Rsa_status_follows_modulus_and_hash(SignatureFamily family, int bits, string hash, string name, AlgorithmStatus status)
    {
        var row = SignatureAlgorithms.Rsa(family, bits, hash);
        Assert.Equal((name, status), (row.Name, row.Status));
    }

    [Fact]
    public void Unknown_row_is_refused() => Assert.Throws<ArgumentException>(() => SignatureAlgorithms.Ecdsa(224, "sha256"));

    [Fact]
    public void Every_fixed_row_names_its_source() => Assert.All(SignatureAlgorithms.Fixed, row => Assert.NotEmpty(row.Source));

    [Fact]
    public void Default_status_is_not_approved() => Assert.Equal(AlgorithmStatus.NotApproved, default);

    [Fact]
    public void Platform_module_names_its_version_on_linux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the platform's libcrypto is asked on Linux");
        Assert.StartsWith("OpenSSL ", PlatformModule.Current.Version, StringComparison.Ordinal);
        Assert.NotEqual(FipsState.Unknown, PlatformModule.Current.Fips);
    }
}
