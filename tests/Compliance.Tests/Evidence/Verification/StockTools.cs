using System.Diagnostics;

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
}
