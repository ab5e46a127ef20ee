using System.Text;
using Compliance.Formats.CryptoModules.Java;

namespace Compliance.Tests.Formats.CryptoModules.Java;

public sealed class JavaSecurityTests
{
    [Fact]
    public void Providers_are_read_in_order_up_to_the_first_gap()
    {
        var security = Read("# security.provider.1=Comment\nsecurity.provider.1=org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider C:HYBRID;ENABLE{All};\nsecurity.provider.2 = \\\n   SunJSSE\nsecurity.provider.4=SunJCE\n");

        Assert.Equal(["org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider", "SunJSSE"], security.Providers);
        Assert.Equal("org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider", security.FirstFips);
        Assert.Empty(security.Unvalidated);
    }

    [Fact]
    public void Providers_of_java_are_cryptography_beside_it()
    {
        var security = Read("security.provider.1=BCFIPS\nsecurity.provider.2=SUN\nsecurity.provider.3=XMLDSig\nsecurity.provider.4=SunJCE\nfips.provider.1=SunPKCS11 ${java.home}/conf/security/nss.fips.cfg\norg.bouncycastle.fips.approved_only=true\n");

        Assert.Equal(["SUN", "SunJCE"], security.Unvalidated);
        Assert.Equal(["SunPKCS11"], security.FipsProviders);
        Assert.True(security.ApprovedOnly);
    }

    [Fact]
    public void File_of_others_is_read()
    {
        Assert.SkipUnless(Vectors.Root is not null, "the vectors of others are not here");
        var file = Directory.EnumerateFiles(Path.Combine(Vectors.Root!, "fips", "cbomkit-theia"), "*java.security").First();
        var security = JavaSecurity.Read(File.ReadAllBytes(file));

        Assert.Equal(security.Providers[0], security.FirstFips);
        Assert.Equal(["SUN"], security.Unvalidated);
    }

    [Fact]
    public void Mutated_file_never_throws()
    {
        var seed = "security.provider.1=SUN\nsecurity.provider.2=\\\n SunJCE\nfips.provider.1=x y\n"u8.ToArray();
        foreach (var bytes in Mutations.Of(seed, Mutations.Count, 12)) _ = JavaSecurity.Read(bytes);
    }

    private static JavaSecurity Read(string text) => JavaSecurity.Read(Encoding.ASCII.GetBytes(text));
}
