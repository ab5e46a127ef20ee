namespace Compliance.Conformance.Tests.Registries;

/// <summary>Helper programs that keep credentials: taken from the system's folders only, so the program sees a folder of the test as <c>/usr/local/bin</c>.</summary>
public sealed class CredentialHelperTests : IDisposable
{
    private const string Good =
        """
        [ "$1" = get ] || exit 9
        read -r server
        echo "$server" >> "$HOME/asked"
        [ "$server" = "HOST" ] || { echo 'credentials not found in native keychain'; exit 1; }
        printf '{"ServerURL":"%s","Username":"alice","Secret":"correct-horse"}' "$server"
        """;

    private readonly string bin = Directory.CreateTempSubdirectory("compliance-helpers-").FullName;
    private readonly DebianRegistry registry = new(hasUser: true);
    private readonly RegistryWorld world;

    public CredentialHelperTests()
    {
        Compliance.Tests.Evidence.Verification.StockTools.Need("bwrap");
        world = new RegistryWorld { Wrap = ["bwrap", "--dev-bind", "/", "/", "--bind", bin, "/usr/local/bin", "--setenv", "HOME", bin, "--setenv", "SECRET_OF_THE_CALLER", "not-for-helpers"] };
    }

    public void Dispose()
    {
        registry.Dispose();
        world.Dispose();
        Directory.Delete(bin, recursive: true);
    }

    [Theory]
    [InlineData("""{"credHelpers": {"HOST": "test"}}""")]
    [InlineData("""{"credsStore": "test"}""")]
    // For this registry the helper counts, whatever the store and the file say.
    [InlineData("""{"credHelpers": {"HOST": "test"}, "credsStore": "other", "auths": {"HOST": {"username": "alice", "password": "old"}}}""")]
    public void Helper_is_asked_for_the_registry_and_lets_in(string config)
    {
        Install("test", Good);
        Install("other", "exit 7");
        Configure(config);
        var copied = world.Run(0, "copy", RegistryWorld.Sample("after"), $"{registry.Host}/app:1");
        Assert.DoesNotContain(DebianRegistry.TestPassword, copied.Printed, StringComparison.Ordinal);
        world.Run(0, "inspect", $"{registry.Host}/app:1");
        Assert.All(File.ReadAllLines(Path.Combine(bin, "asked")), server => Assert.Equal(registry.Host, server));
    }

    [Fact]
    public void Store_that_keeps_nothing_leaves_the_file_to_answer_and_sees_little_of_the_environment()
    {
        Install("test", "env > \"$HOME/environment\"\necho 'credentials not found in native keychain' >&2\nexit 1");
        Configure("""{"credsStore": "test", "auths": {"HOST": {"username": "alice", "password": "correct-horse"}}}""");
        world.Run(0, "copy", RegistryWorld.Sample("after"), $"{registry.Host}/app:1");
        var seen = File.ReadAllText(Path.Combine(bin, "environment"));
        Assert.Contains($"HOME={bin}", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("not-for-helpers", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo 'secret-in-trouble'; echo 'secret-in-trouble' >&2; exit 3", "docker-credential-test ends with exit code 3")]
    [InlineData("echo 'secret-in-trouble'", "its answer is not JSON with 'Username' and 'Secret'")]
    [InlineData("""printf '{"Username":"alice","Secret":"secret-in-trouble\\r\\nX: y"}'""", "user or secret hold characters that can't be sent")]
    // Sixty-four mebibytes: the first is kept, the rest read and dropped, so that the helper is never blocked.
    [InlineData("head -c 67108864 /dev/zero | tr '\\0' 'x'", "its answer is not JSON with 'Username' and 'Secret'")]
    [InlineData("kill -9 $$", "docker-credential-test ends with exit code 137")]
    public void Helper_that_fails_is_told_by_name_and_never_by_what_it_said(string script, string cause)
    {
        Install("test", script);
        Configure("""{"credHelpers": {"HOST": "test"}}""");
        var refused = world.Run(74, "inspect", $"{registry.Host}/app:1");
        Assert.Contains("REG-0012", refused.Error, StringComparison.Ordinal);
        Assert.Contains(cause, refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-in-trouble", refused.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Helper_that_hangs_is_ended_with_all_that_it_started()
    {
        Install("test", "sleep 4711 & echo $! > \"$HOME/child\"\nwait");
        Configure("""{"credHelpers": {"HOST": "test"}}""");
        var refused = world.Run(74, "inspect", $"{registry.Host}/app:1");
        Assert.Contains("does not end within 30 seconds", refused.Error, StringComparison.Ordinal);
        Assert.InRange(refused.Took.TotalSeconds, 30, 90);
        var child = $"/proc/{File.ReadAllText(Path.Combine(bin, "child")).Trim()}";
        // Killed is not yet reaped.
        for (var waited = 0; Directory.Exists(child); waited++)
        {
            Assert.True(waited < 100, "what the helper started still runs");
            Thread.Sleep(100);
        }
    }

    [Fact]
    public void Helper_that_is_not_in_the_systems_folders_is_not_run()
    {
        Directory.CreateDirectory(world.In("docker-credential-test"));
        Configure("""{"credHelpers": {"HOST": "test"}}""");
        Assert.Contains("there is no program docker-credential-test", world.Run(74, "inspect", $"{registry.Host}/app:1").Error, StringComparison.Ordinal);
        Configure("""{"credHelpers": {"HOST": "../../tmp/test"}}""");
        Assert.Contains("other characters than letters", world.Run(74, "inspect", $"{registry.Host}/app:1").Error, StringComparison.Ordinal);
    }

    private void Install(string name, string script)
    {
        var file = Path.Combine(bin, $"docker-credential-{name}");
        File.WriteAllText(file, $"#!/bin/sh\n{script.Replace("HOST", registry.Host, StringComparison.Ordinal)}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Configure(string config) => File.WriteAllText(world.In("config.json"), config.Replace("HOST", registry.Host, StringComparison.Ordinal));
}
