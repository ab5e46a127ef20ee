using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.CryptoModules;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Reporting.Inventories;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.CryptoModules;

/// <summary>What packages say of streams by their names stands beside the certificate and changes nothing about it.</summary>
public sealed class PackageHintsTests
{
    [Theory]
    [InlineData("openssl-fips-provider-certified 3.2.2-1.amzn2027", "build of a certificate")]
    [InlineData("openssl-fips-provider-latest 3.5.5-1.amzn2027", "update stream")]
    [InlineData("openssl-fips-provider-certified-so 3.0.8-1.amzn2023.0.1", "build of a certificate")]
    [InlineData("openssl-fips-provider-latest 3.5.8-1.amzn2023.0.1", "update stream")]
    [InlineData("openssl-fips 3.5.6-r0", "nobody had validated")]
    [InlineData("openssl-fips 3.5.6-1", "")]
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

    /// <summary>From the image's bytes through every collector to the row that people read.</summary>
    [Fact]
    public void Hint_and_package_stand_in_the_row_of_an_audited_image()
    {
        var layout = new LayoutBuilder();
        layout.Image(
            image => image.Entrypoint("/usr/bin/app").Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so.3"), 0x1ED).File("usr/lib/libcrypto.so.3", StubModule.Libcrypto())
                .File("usr/lib/ossl-modules/fips.so", StubModule.Provider("OpenSSL FIPS Provider", "3.5.6", marked: false)).File("etc/os-release", "ID=alpine\nVERSION_ID=3.23.1\n"u8.ToArray())
                .File("lib/apk/db/installed", "P:openssl-fips\nV:3.5.6-r0\nA:x86_64\no:openssl\nL:x\nm:x\nF:usr/lib/ossl-modules\nR:fips.so\n\n"u8.ToArray())),
            "v1");
        using var snapshot = layout.Open("v1");
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
        var facts = Assert.Single(Collectors.Collect(acquired.Raw, CollectionWorld.Context()));
        var axes = ModuleRow.Of(facts).Single(row => row.Module.Family == "openssl-provider").Axes.ToDictionary(axis => axis.Axis, axis => axis.Value, StringComparer.Ordinal);

        Assert.Equal(("none", "openssl-fips 3.5.6-r0"), (axes["certificate-match"], axes["package"]));
        Assert.Contains("package openssl-fips 3.5.6-r0: Alpine builds it from its own release", axes["certificate-reason"], StringComparison.Ordinal);
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
