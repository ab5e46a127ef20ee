using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.CryptoModules;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.CryptoModules;

/// <summary>What packages say of streams by their names stands beside the certificate and changes nothing about it.</summary>
public sealed class PackageHintsTests
{
    [Theory]
    [InlineData("openssl-fips-provider-certified 3.2.2-1.amzn2027", "build of a certificate")]
    [InlineData("openssl-fips-provider-latest 3.5.5-1.amzn2027", "update stream")]
    [InlineData("openssl-fips-provider-so 3.0.7-8.el9", "apart from the library's updates")]
    [InlineData("openssl-provider-fips 3.5.5-1~deb13u1", "Debian")]
    [InlineData("openssl-provider-fips 3.1.2-r4", "")]
    [InlineData("libssl3 3.0.2-0ubuntu1.18+Fips1", "does not say which")]
    [InlineData("libgcrypt20 1.9.4-3ubuntu3+Fips1.2", "does not say which")]
    [InlineData("libssl3 3.0.2-0ubuntu1.18", "")]
    [InlineData("openssl 3.0.17-1~deb12u2", "")]
    [InlineData("name", "")]
    public void Name_of_a_package_says(string owner, string says)
    {
        var hint = PackageHints.Of(owner);
        if (says.Length == 0) Assert.Equal("", hint);
        else Assert.Contains(says, hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openssl-fips-provider-certified", "3.1.2", "exact")]
    [InlineData("openssl-fips-provider-certified", "3.5.9", "none")]
    [InlineData("openssl-fips-provider-latest", "3.1.2", "exact")]
    [InlineData("openssl-fips-provider-latest", "3.5.9", "none")]
    public void Match_is_that_of_the_bytes(string package, string version, string match)
    {
        var facts = CollectionWorld.Collect(
            image => image.Entrypoint("/usr/bin/app").Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so.3"), 0x1ED).File("usr/lib/libcrypto.so.3", StubModule.Libcrypto())
                .File("usr/lib/ossl-modules/fips.so", StubModule.Provider("OpenSSL FIPS Provider", version, marked: false))
                .File("var/lib/dpkg/status", $"Package: {package}\nStatus: install ok installed\nVersion: {version}-1\nArchitecture: amd64\nMaintainer: x\nDescription: x\n\n")
                .File($"var/lib/dpkg/info/{package}.list", "/.\n/usr\n/usr/lib\n/usr/lib/ossl-modules\n/usr/lib/ossl-modules/fips.so\n")),
            new CryptoModuleCollector());
        var module = facts.OfKind(FactKind.CryptoModule).Select(fact => fact.Value).OfType<CryptoModuleFact>().Single(one => one.Family == "openssl-provider");

        Assert.Equal(match, module.CertificateMatch.Value);
        Assert.Contains($"package {package} {version}-1: its name means", module.CertificateReason, StringComparison.Ordinal);
    }
}
