using System.Diagnostics;
using System.Text;
using Compliance.Cryptography.Keys;

namespace Compliance.Tests.World;

public sealed class TestSignerTests
{
    [Fact]
    public void Signer_of_a_name_is_the_same_each_time_and_its_signatures_verify()
    {
        var (first, second) = (TestSigner.Named("release"), TestSigner.Named("release"));
        Assert.Equal(first.PublicPem, second.PublicPem);
        Assert.Equal(first.Sign("data"u8), second.Sign("data"u8));
        Assert.NotEqual(first.PublicPem, TestSigner.Named("other").PublicPem);
        Assert.NotNull(PublicKeys.Read(Encoding.ASCII.GetBytes(first.PublicPem), "k").Required().FindAlgorithm("data"u8, first.Sign("data"u8)));
    }

    [Fact]
    public void Openssl_verifies_what_tests_sign()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "no openssl");
        var folder = Directory.CreateTempSubdirectory("signer");
        try
        {
            string At(string name) => Path.Combine(folder.FullName, name);
            var signer = TestSigner.Named("release");
            File.WriteAllText(At("k.pem"), signer.PublicPem);
            File.WriteAllBytes(At("data"), "data"u8.ToArray());
            File.WriteAllBytes(At("sig"), signer.Sign("data"u8));
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/openssl", ["dgst", "-sha256", "-verify", At("k.pem"), "-signature", At("sig"), At("data")]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            Assert.Contains("Verified OK", process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
