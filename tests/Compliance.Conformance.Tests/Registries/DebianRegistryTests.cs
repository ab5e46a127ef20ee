using System.Text.Json;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Conformance.Tests.Registries;

/// <summary>The program with Debian's registry and with skopeo on the other side.</summary>
public sealed class DebianRegistryTests : IDisposable
{
    private static readonly string Image = RegistryWorld.Sample("after");
    private static readonly string Trust = RegistryWorld.InRepository("evidence-samples", "trust");

    private readonly RegistryWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void What_is_copied_there_is_audited_from_there_with_the_same_facts()
    {
        using var registry = new DebianRegistry();
        var there = $"{registry.Host}/samples/app:1";
        world.Run(0, "copy", Image, there);
        world.Run(1, "audit", Image, "--trust", Trust, "--out", world.In("local.asice"));
        world.Run(0, "keys", "export", "--out", world.In("anchor.pem"));
        var looked = world.Run(0, "verify", world.In("local.asice"), "--trust-anchor", world.In("anchor.pem"), "--image", there);
        Assert.Contains("collected again from the image: the same", looked.Output, StringComparison.Ordinal);

        var audited = world.Run(1, "audit", there, "--trust", Trust, "--out", world.In("pulled.asice"), "--json");
        using var json = JsonDocument.Parse(audited.Output);
        Assert.Equal(world.DigestOf(Image), json.RootElement.GetProperty("images")[0].GetProperty("manifest").GetString());
        world.Run(0, "verify", world.In("pulled.asice"), "--trust-anchor", world.In("anchor.pem"), "--image", $"{registry.Host}/samples/app@{world.DigestOf(Image)}");

        var tree = world.Run(0, "tree", there, "--trust", Trust);
        Assert.Contains("verified       signature (cosign-simplesigning)  by release", tree.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Skopeo_reads_what_was_pushed_and_what_it_pushes_is_read()
    {
        using var registry = new DebianRegistry();
        world.Run(0, "copy", Image, $"{registry.Host}/app:1");
        world.Script(
            $"""
            skopeo inspect --tls-verify=false docker://{registry.Host}/app:1 | grep -F '"Digest": "{world.DigestOf(Image)}"'
            skopeo copy -q --src-tls-verify=false docker://{registry.Host}/app:1 oci:{world.Folder}/fetched:1
            skopeo copy -q --dest-tls-verify=false oci:{world.Folder}/fetched:1 docker://{registry.Host}/theirs:1
            """);
        Assert.Equal(world.DigestOf(Image), world.DigestOf($"{registry.Host}/theirs:1"));
        Assert.Equal(world.DigestOf(Image), world.DigestOf($"oci:{world.Folder}/fetched:1"));
        world.Run(0, "copy", $"{registry.Host}/app:1", $"oci:{world.Folder}/again:1");
        Assert.Equal(0, world.Run(0, "tree", $"oci:{world.Folder}/again:1", "--trust", Trust).Exit);
        Assert.Contains("sha256-", world.Run(0, "inspect", $"{registry.Host}/app", "--tags").Output, StringComparison.Ordinal);
        // Beside it, blobs are mounted.
        using var copied = JsonDocument.Parse(world.Run(0, "copy", $"{registry.Host}/app:1", $"{registry.Host}/beside:1", "--json").Output);
        Assert.Equal(0, copied.RootElement.GetProperty("bytesSent").GetInt64());
    }

    [Fact]
    public void User_is_shown_where_one_is_wanted_and_never_told()
    {
        using var registry = new DebianRegistry(hasUser: true);
        var refused = world.Run(74, "copy", Image, $"{registry.Host}/app:1");
        Assert.Contains("REG-0003", refused.Error, StringComparison.Ordinal);
        world.Admit(registry);
        var pushed = world.Run(0, "copy", Image, $"{registry.Host}/app:1");
        var audited = world.Run(1, "audit", $"{registry.Host}/app:1", "--trust", Trust, "--out", world.In("app.asice"));
        world.Script($"skopeo inspect --tls-verify=false --creds {DebianRegistry.User}:{DebianRegistry.TestPassword} docker://{registry.Host}/app:1 > /dev/null\nunzip -q {world.Folder}/app.asice -d {world.Folder}/unpacked");
        foreach (var secret in (string[])[DebianRegistry.TestPassword, RegistryWorld.Packed])
        {
            Assert.DoesNotContain(secret, pushed.Printed + audited.Printed + refused.Printed, StringComparison.Ordinal);
            Assert.Equal(1, StockTools.Bash(world.Folder, $"grep -rqF -- '{secret}' unpacked data").Code);
        }

        File.WriteAllText(world.In("config.json"), $$"""{"auths": {"{{registry.Host}}": {"username": "alice", "password": "wrong-{{DebianRegistry.TestPassword}}"} } }""");
        var wrong = world.Run(74, "inspect", $"{registry.Host}/app:1");
        Assert.Contains("REG-0003", wrong.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(DebianRegistry.TestPassword, wrong.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_is_taken_under_the_root_that_is_named_for_it_and_no_other()
    {
        using var registry = new DebianRegistry(hasTls: true);
        var refused = world.Run(74, "copy", Image, $"{registry.Host}/app:1");
        Assert.Contains("REG-0001", refused.Error, StringComparison.Ordinal);
        Assert.Contains("certificate", refused.Error, StringComparison.Ordinal);
        world.TrustOnly(registry, registry.Root);
        world.Run(0, "copy", Image, $"{registry.Host}/app:1");
        Assert.Contains(world.DigestOf(Image), world.Run(0, "inspect", $"{registry.Host}/app:1").Output, StringComparison.Ordinal);
        world.Script($"skopeo inspect --cert-dir {registry.Folder}/certs docker://{registry.Host}/app:1 > /dev/null");

        using var other = new DebianRegistry(hasTls: true);
        world.TrustOnly(registry, other.Root);
        world.Run(74, "inspect", $"{registry.Host}/app:1");
    }

    [Fact]
    public void Settings_that_are_wrong_are_told_with_their_places()
    {
        File.WriteAllText(world.Settings, "version: 2\nconcurrency: 900\nregistries:\n  \"no host\": {plain: true}\n  example.com: {ca: absent.pem, colour: red}\n");
        var refused = world.Run(65, "inspect", "example.com/app:1");
        Assert.Equal(5, refused.Error.Split('\n').Count(line => line.Contains("REG-0013", StringComparison.Ordinal)));
    }
}
