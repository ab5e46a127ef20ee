using System.Diagnostics;
using System.Text;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Recipes;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Testing;

namespace Compliance.Tests.Pipeline.Testing;

/// <summary>An image of real programs is composed and started.</summary>
public sealed class RealImageTests : IDisposable
{
    private static readonly string[] Packages =
        ["libc6", "libtinfo6", "libselinux1", "libpcre2-8-0", "libacl1", "libattr1", "libgmp10", "libssl3", "zlib1g", "bash", "coreutils", "openssl", "dash", "grep", "sed"];

    private static readonly Lazy<Composition> Image = new(() =>
    {
        using var repository = new DebianRepository(Packages);
        const string Config = "contents: { repositories: [r], packages: [bash, coreutils, openssl, grep] }\naccounts: { run-as: 65532 }\nentrypoint: { command: /usr/bin/bash }\narchs: [amd64]\n";
        return ImageComposer.Compose(new ComposeRequest(ApkoConfigurationReader.Read(Encoding.UTF8.GetBytes(Config), "image").Required(), "image", repository, repository.Keyring)).Required();
    });

    private readonly string folder = Directory.CreateTempSubdirectory("compliance-real-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Image_runs_in_a_sandbox_without_network_rights_or_a_place_to_write()
    {
        Assert.SkipUnless(DebianRepository.IsPossible && ImageTrial.IsPossible, "dpkg, bash or bubblewrap is missing");
        var results = await ImageTrial.RunAsync(
            ImageTrial.Startable(Image.Value)!,
            [
                new RecipeTest("prints", ["/usr/bin/bash", "-c", "echo it runs"], 0, "it runs"),
                new RecipeTest("library", ["/usr/bin/openssl", "version"], 0, "OpenSSL 3"),
                new RecipeTest("user", ["/usr/bin/id", "-u"], 0, "65532"),
                new RecipeTest("network", ["/usr/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/22"], 1, ""),
                new RecipeTest("capabilities", ["/usr/bin/grep", "CapBnd", "/proc/self/status"], 0, "CapBnd:\t0000000000000000"),
                new RecipeTest("memory", ["/usr/bin/bash", "-c", "ulimit -d"], 0, "4194304"),
                new RecipeTest("processes", ["/usr/bin/bash", "-c", "test $(ulimit -u) -le 4096"], 0, ""),
                new RecipeTest("kernel", ["/usr/bin/bash", "-c", "echo none > /proc/sys/kernel/domainname"], 1, ""),
                new RecipeTest("shared memory", ["/usr/bin/bash", "-c", "for i in {1..10}; do head -c 60000000 /dev/zero > /dev/shm/$i || exit 9; done"], 9, ""),
                new RecipeTest("write", ["/usr/bin/touch", "/etc/new"], 1, ""),
                new RecipeTest("environment", ["/usr/bin/env"], 0, "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"),
                new RecipeTest("fails", ["/usr/bin/false"], 0, ""),
                new RecipeTest("missing", ["/usr/bin/none"], 0, ""),
                new RecipeTest("other text", ["/usr/bin/bash", "-c", "echo one"], 0, "two"),
            ],
            folder,
            TestContext.Current.CancellationToken);
        Assert.Equal(["fails", "missing", "other text"], results.Where(result => !result.IsPassed).Select(result => result.Name));
        Assert.Contains("exit code 1 where 0 belongs", results.Single(result => result.Name == "fails").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_runs_in_podman_read_only_and_without_network()
    {
        Assert.SkipUnless(DebianRepository.IsPossible && File.Exists("/usr/bin/podman") && File.Exists("/usr/sbin/runc") && Environment.UserName == "root", "podman, runc or root is missing");
        var layout = new AttachedLayout();
        layout.Add(Image.Value, "real");
        layout.WriteTo(Path.Combine(folder, "image"));
        var start = new ProcessStartInfo("/usr/bin/podman",
        [
            "--root", Path.Combine(folder, "root"), "--runroot", Path.Combine(folder, "run"), "--storage-driver", "vfs", "--cgroup-manager", "cgroupfs", "--runtime", "runc", "run", "--rm", "--network", "none",
            "--ulimit", "nofile=1024:4096", "--ulimit", "nproc=1024:4096", "--read-only", "--cap-drop=all", "--security-opt=no-new-privileges", "oci:image:real", "-c", "id -u; openssl version",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        Assert.StartsWith("65532\nOpenSSL 3", output, StringComparison.Ordinal);
    }
}
