using System.Diagnostics;
using System.IO.Compression;

namespace Compliance.Tests.Evidence.Verification;

/// <summary>Runs tools that assessors have.</summary>
internal static class StockTools
{
    /// <summary>Skips the test where a tool is missing; in CI that fails it.</summary>
    public static void Need(params string[] tools)
    {
        var missing = tools.Where(tool => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').All(folder => !File.Exists(Path.Combine(folder, tool)))).ToArray();
        if (missing.Length == 0) return;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"missing in CI: {string.Join(", ", missing)}");
        Assert.Skip($"not installed: {string.Join(", ", missing)}");
    }

    /// <summary>A script in a folder: exit code and everything it printed.</summary>
    public static (int Code, string Output) Bash(string folder, string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"set -e\nexec 2>&1\n{script}"]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    /// <summary>Runs, in a folder, the commands that a package's README-VERIFY.txt shows for those without our program.</summary>
    public static (int Code, string Output) CheckByReadme(string folder, byte[] package, byte[] anchor)
    {
        Need("bash", "unzip", "sha256sum", "openssl", "sed", "diff");
        File.WriteAllBytes(Path.Combine(folder, "PACKAGE.asice"), package);
        File.WriteAllBytes(Path.Combine(folder, "ROOT.pem"), anchor);
        using var zip = new ZipArchive(new MemoryStream(package, writable: false));
        using var readme = new StreamReader(zip.GetEntry("README-VERIFY.txt")!.Open());
        var commands = readme.ReadToEnd().Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal) && !line.Contains("compliance verify", StringComparison.Ordinal));
        return Bash(folder, string.Join('\n', commands).Replace("ROOT.pem", "../ROOT.pem", StringComparison.Ordinal));
    }
}
