using System.Collections.Immutable;
using System.Diagnostics;
using Compliance.Conformance.Tests.Stories;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>An image that <c>tests/images/debian</c> made from Debian's packages, and what Debian's own tools say about it.</summary>
internal sealed class DebianImage
{
    private DebianImage(string folder)
    {
        Layout = Path.Combine(folder, "layout");
        Packages = [.. Lines("packages.txt").Select(line => line.Split('\t')).Select(cell => new DebianPackage(cell[0], cell[1], cell[2], cell[3], cell[4]))];
        SetuidFiles = [.. Lines("setuid.txt").Order(StringComparer.Ordinal)];
        OsRelease = Lines("os-release").Select(line => line.Split('=', 2)).ToImmutableDictionary(pair => pair[0], pair => pair[1].Trim('"'), StringComparer.Ordinal);

        string[] Lines(string name) => File.ReadAllLines(Path.Combine(folder, name));
    }

    /// <summary>The OCI layout; its image has the tag <c>app</c>.</summary>
    public string Layout { get; }

    /// <summary>What dpkg-query lists as installed.</summary>
    public ImmutableArray<DebianPackage> Packages { get; }

    /// <summary>What find sees of set-user-id and set-group-id files, ordinal order.</summary>
    public ImmutableArray<string> SetuidFiles { get; }

    public ImmutableDictionary<string, string> OsRelease { get; }

    /// <summary>Takes the image from the cache, or makes it, which takes minutes. Skips where it can't be made; in CI that fails.</summary>
    public static DebianImage Take(string variant)
    {
        StockTools.Need("bash", "mmdebstrap", "umoci", "dpkg-query", "find");
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "tests", "images", "debian"), variant]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var script = Process.Start(start)!;
        var folder = script.StandardOutput.ReadToEnd().Trim();
        script.WaitForExit();
        if (script.ExitCode == 0) return new DebianImage(folder);
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"tests/images/debian {variant} failed, and this is CI");
        Assert.Skip($"tests/images/debian {variant} failed: no root, or no mirror");
        throw new UnreachableException();
    }
}
