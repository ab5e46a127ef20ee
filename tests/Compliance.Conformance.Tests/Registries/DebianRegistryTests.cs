using System.Text.Json;
using Compliance.Conformance.Tests.Input;
using Compliance.Conformance.Tests.Stories;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Conformance.Tests.Registries;

/// <summary>The program with Debian's registry and with skopeo on the other side.</summary>
public sealed class DebianRegistryTests : IDisposable
{
    private static readonly string Image = $"oci:{Path.Combine(Repository.Root, "evidence-samples", "after", "image")}:latest";
    private static readonly string Trust = Path.Combine(Repository.Root, "evidence-samples", "trust");

    private readonly string folder = Directory.CreateTempSubdirectory("compliance-pull-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_copied_there_is_audited_from_there_with_the_same_facts()
    {
        using var registry = new DebianRegistry();
        var there = $"{registry.Host}/samples/app:1";
        Run(0, "copy", Image, there);
        Run(1, "audit", Image, "--trust", Trust, "--data", Path.Combine(folder, "data"), "--out", Path.Combine(folder, "local.asice"));
        Run(0, "keys", "export", "--data", Path.Combine(folder, "data"), "--out", Path.Combine(folder, "anchor.pem"));
        var looked = Run(0, "verify", Path.Combine(folder, "local.asice"), "--trust-anchor", Path.Combine(folder, "anchor.pem"), "--image", there);
        Assert.Contains("collected again from the image: the same", looked.Output, StringComparison.Ordinal);

        var audited = Run(1, "audit", there, "--trust", Trust, "--data", Path.Combine(folder, "data"), "--out", Path.Combine(folder, "pulled.asice"), "--json");
        using var json = JsonDocument.Parse(audited.Output);
        Assert.Equal(DigestOf(Image), json.RootElement.GetProperty("images")[0].GetProperty("manifest").GetString());
        Run(0, "verify", Path.Combine(folder, "pulled.asice"), "--trust-anchor", Path.Combine(folder, "anchor.pem"), "--image", $"{registry.Host}/samples/app@{DigestOf(Image)}");

        var tree = Run(0, "tree", there, "--trust", Trust);
        Assert.Contains("verified       signature (cosign-simplesigning)  by release", tree.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Skopeo_reads_what_was_pushed_and_what_it_pushes_is_read()
    {
        using var registry = new DebianRegistry();
        Run(0, "copy", Image, $"{registry.Host}/app:1");
        Script(
            $"""
            skopeo inspect --tls-verify=false docker://{registry.Host}/app:1 | grep -F '"Digest": "{DigestOf(Image)}"'
            skopeo copy -q --src-tls-verify=false docker://{registry.Host}/app:1 oci:{folder}/fetched:1
            skopeo copy -q --dest-tls-verify=false oci:{folder}/fetched:1 docker://{registry.Host}/theirs:1
            """);
        Assert.Equal(DigestOf(Image), DigestOf($"{registry.Host}/theirs:1"));
        Assert.Equal(DigestOf(Image), DigestOf($"oci:{folder}/fetched:1"));
        Run(0, "copy", $"{registry.Host}/app:1", $"oci:{folder}/again:1");
        Assert.Equal(0, Run(0, "tree", $"oci:{folder}/again:1", "--trust", Trust).Exit);
        Assert.Contains("sha256-", Run(0, "inspect", $"{registry.Host}/app", "--tags").Output, StringComparison.Ordinal);
        // Beside it, blobs are mounted.
        using var copied = JsonDocument.Parse(Run(0, "copy", $"{registry.Host}/app:1", $"{registry.Host}/beside:1", "--json").Output);
        Assert.Equal(0, copied.RootElement.GetProperty("bytesSent").GetInt64());
    }

    [Fact]
    public void User_is_shown_where_one_is_wanted_and_never_told()
    {
        using var registry = new DebianRegistry(hasUser: true);
        var refused = Run(74, "copy", Image, $"{registry.Host}/app:1");
        Assert.Contains("REG-0003", refused.Error, StringComparison.Ordinal);
        var packed = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{DebianRegistry.User}:{DebianRegistry.TestPassword}"));
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""{"auths": {"{{registry.Host}}": {"auth": "{{packed}}"} } }""");
        var pushed = Run(0, "copy", Image, $"{registry.Host}/app:1");
        var audited = Run(1, "audit", $"{registry.Host}/app:1", "--trust", Trust, "--data", Path.Combine(folder, "data"), "--out", Path.Combine(folder, "app.asice"));
        Script($"skopeo inspect --tls-verify=false --creds {DebianRegistry.User}:{DebianRegistry.TestPassword} docker://{registry.Host}/app:1 > /dev/null\nunzip -q {folder}/app.asice -d {folder}/unpacked");
        foreach (var secret in (string[])[DebianRegistry.TestPassword, packed])
        {
            Assert.DoesNotContain(secret, pushed.Printed + audited.Printed + refused.Printed, StringComparison.Ordinal);
            Assert.Equal(1, StockTools.Bash(folder, $"grep -rqF -- '{secret}' unpacked data").Code);
        }

        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""{"auths": {"{{registry.Host}}": {"username": "alice", "password": "wrong-{{DebianRegistry.TestPassword}}"} } }""");
        var wrong = Run(74, "inspect", $"{registry.Host}/app:1");
        Assert.Contains("REG-0003", wrong.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(DebianRegistry.TestPassword, wrong.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_is_taken_under_the_root_that_is_named_for_it_and_no_other()
    {
        using var registry = new DebianRegistry(hasTls: true);
        var refused = Run(74, "copy", Image, $"{registry.Host}/app:1");
        Assert.Contains("REG-0001", refused.Error, StringComparison.Ordinal);
        Assert.Contains("certificate", refused.Error, StringComparison.Ordinal);
        File.Copy(registry.Root, Path.Combine(folder, "root.pem"));
        File.WriteAllText(Path.Combine(folder, "registries.yaml"), $"version: 1\nregistries:\n  \"{registry.Host}\":\n    ca: root.pem\n");
        Run(0, "copy", Image, $"{registry.Host}/app:1", "--registries", Path.Combine(folder, "registries.yaml"));
        Assert.Contains(DigestOf(Image), Run(0, "inspect", $"{registry.Host}/app:1", "--registries", Path.Combine(folder, "registries.yaml")).Output, StringComparison.Ordinal);
        Script($"skopeo inspect --cert-dir {registry.Folder}/certs docker://{registry.Host}/app:1 > /dev/null");

        using var other = new DebianRegistry(hasTls: true);
        File.Copy(other.Root, Path.Combine(folder, "root.pem"), overwrite: true);
        Run(74, "inspect", $"{registry.Host}/app:1", "--registries", Path.Combine(folder, "registries.yaml"));
    }

    [Fact]
    public void Settings_that_are_wrong_are_told_with_their_places()
    {
        File.WriteAllText(Path.Combine(folder, "registries.yaml"), "version: 2\nconcurrency: 900\nregistries:\n  \"no host\": {plain: true}\n  example.com: {ca: absent.pem, colour: red}\n");
        var refused = Run(65, "inspect", "example.com/app:1", "--registries", Path.Combine(folder, "registries.yaml"));
        Assert.Equal(5, refused.Error.Split('\n').Count(line => line.Contains("REG-0013", StringComparison.Ordinal)));
    }

    private string DigestOf(string image)
    {
        using var json = JsonDocument.Parse(Run(0, "inspect", image, "--json").Output);
        return json.RootElement.GetProperty("digest").GetString()!;
    }

    private BoundedProgram Run(int exit, params string[] arguments)
    {
        var start = BoundedProgram.Prepare([], arguments);
        start.Environment["DOCKER_CONFIG"] = folder;
        start.Environment.Remove("REGISTRY_AUTH_FILE");
        start.Environment.Remove("XDG_RUNTIME_DIR");
        var run = BoundedProgram.Run(start, 60);
        Assert.True(run.Exit == exit, $"{string.Join(' ', arguments)}: exit {run.Exit}\n{run.Printed}");
        return run;
    }

    private void Script(string text)
    {
        var (code, output) = StockTools.Bash(folder, text);
        Assert.True(code == 0, output);
    }
}
