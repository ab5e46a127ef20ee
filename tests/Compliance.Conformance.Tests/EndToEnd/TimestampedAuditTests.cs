using System.Diagnostics;
using System.Net;
using System.Text;
using Compliance.Conformance.Tests.Input;
using Compliance.Conformance.Tests.Stories;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>An audit whose seal an authority stamps: by the program, with tokens that openssl makes and openssl checks.</summary>
public sealed class TimestampedAuditTests
{
    [Fact]
    public void A_stamped_package_verifies_here_and_by_openssl_and_not_without_its_authority()
    {
        StockTools.Need("openssl", "bash", "unzip");
        using var world = new World();
        using var authority = new OpensslTimestamps(world.Path("tsa"));
        var package = world.Audit("--tsa", authority.Address.AbsoluteUri);
        File.WriteAllText(world.Path("both.pem"), File.ReadAllText(world.Anchor) + authority.RootPem);
        Assert.Equal(1, authority.Asked);

        var (exit, output, error) = BuiltProgram.Run("verify", package, "--trust-anchor", world.Path("both.pem"));
        Assert.True(exit == 0, output + error);
        Assert.Contains("RFC 3161 token of CN=Test time authority", output, StringComparison.Ordinal);
        var alone = BuiltProgram.Run("verify", package, "--trust-anchor", world.Anchor);
        Assert.Equal(1, alone.Exit);
        Assert.Contains("CERT-0003", alone.Output, StringComparison.Ordinal);

        File.WriteAllText(world.Path("root.pem"), authority.RootPem);
        var (code, said) = StockTools.Bash(world.Folder, $"""
            rm -rf p; unzip -q -d p {package}
            openssl cms -verify -cades -binary -inform DER -in p/META-INF/signature001.p7s -content p/META-INF/ASiCManifest001.xml -CAfile {world.Anchor} -purpose any -out /dev/null
            """);
        Assert.True(code == 0, said);
    }

    [Fact]
    public void Evidence_of_a_composed_image_is_stamped_too()
    {
        using var world = new World();
        using var authority = new OpensslTimestamps(world.Path("tsa"));
        string Sample(string name) => System.IO.Path.Combine(Repository.Root, "evidence-samples", "rebuild", name);
        var (exit, output, error) = BuiltProgram.Run(
            "rebuild", "compose", Sample("before.apko.yaml"), "--repository", Sample("packages"), "--keyring", Sample("samples.rsa.pub"), "--attest", "registry.example/app", "--out", $"oci:{world.Path("image")}",
            "--evidence", world.Path("a.asice"), "--data", world.Path("data"), "--tsa", authority.Address.AbsoluteUri);
        Assert.True(exit is 1 or 2, output + error);
        Assert.Equal(1, authority.Asked);
        Assert.Contains("RFC 3161 token of CN=Test time authority", world.Verified(authority), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_of_an_ordered_audit_is_stamped_too()
    {
        using var world = new World();
        using var authority = new OpensslTimestamps(world.Path("tsa"));
        var samples = System.IO.Path.Combine(Repository.Root, "evidence-samples");
        using var program = Process.Start(BoundedProgram.Prepare([], ["serve", "--port", "0", "--root", samples, "--data", world.Path("data"), "--tsa", authority.Address.AbsoluteUri]))!;
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri((await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(' ')[2]), Timeout = TimeSpan.FromMinutes(3) };
            using var body = new StringContent($$"""{"image": "oci:{{samples}}/after/image"}""", Encoding.UTF8, "application/json");
            using var ordered = await client.PostAsync("audits", body, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Created, ordered.StatusCode);
            await File.WriteAllBytesAsync(world.Path("a.asice"), await client.GetByteArrayAsync($"{ordered.Headers.Location!.OriginalString.TrimStart('/')}/package", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        }
        finally
        {
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, authority.Asked);
        Assert.Contains("RFC 3161 token of CN=Test time authority", world.Verified(authority), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_answer_there_is_no_package()
    {
        using var world = new World();
        var (exit, _, error) = BuiltProgram.Run(world.Arguments("--tsa", "http://127.0.0.1:9/tsr"));
        Assert.Equal(74, exit);
        Assert.Contains("no timestamp authority gave a timestamp", error, StringComparison.Ordinal);
        Assert.False(File.Exists(world.Path("a.asice")));
        Assert.Equal(64, BuiltProgram.Run(world.Arguments("--tsa", "ftp://time.example")).Exit);
    }

    private sealed class World : IDisposable
    {
        public World() => Folder = Directory.CreateTempSubdirectory("compliance-stamped-").FullName;

        public string Folder { get; }

        public string Anchor => Path("data/identity/anchor.pem");

        public string Path(string name) => System.IO.Path.Combine(Folder, name);

        public string[] Arguments(params string[] more) =>
            ["audit", $"oci:{System.IO.Path.Combine(Repository.Root, "evidence-samples", "before", "image")}", "--at", "2026-11-23", "--data", Path("data"), "--out", Path("a.asice"), .. more];

        /// <summary>What verifying the package prints, under the roots of the identity and of the authority.</summary>
        public string Verified(OpensslTimestamps authority)
        {
            File.WriteAllText(Path("both.pem"), File.ReadAllText(Anchor) + authority.RootPem);
            var (exit, output, error) = BuiltProgram.Run("verify", Path("a.asice"), "--trust-anchor", Path("both.pem"));
            Assert.True(exit == 0, output + error);
            return output;
        }

        public string Audit(params string[] more)
        {
            var (exit, output, error) = BuiltProgram.Run(Arguments(more));
            Assert.True(exit is 0 or 1 or 2, output + error);
            return Path("a.asice");
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
