using System.Diagnostics;
using System.Globalization;
using Compliance.Policy.Library;
using Compliance.Policy.Linting;

namespace Compliance.Benchmarks;

/// <summary>Linting every policy, profile, catalog and case of a folder, from bytes in memory: the first time, and warm (best of ten). The bar is a second, warm.</summary>
internal static class LintBench
{
    public static int Run(string folder)
    {
        PolicyFile[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => new PolicyFile(Path.GetRelativePath(folder, file), File.ReadAllBytes(file)))];
        var first = Once(files);
        var best = Enumerable.Range(0, 10).Min(_ => Once(files));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Length} files: first {first:F0} ms, warm {best:F0} ms"));
        return best < 1_000 ? 0 : 1;
    }

    private static double Once(PolicyFile[] files)
    {
        var clock = Stopwatch.StartNew();
        if (PolicyLinter.Lint(files) is { IsEmpty: false } defects) throw new InvalidOperationException(defects[0].ToString());
        return clock.Elapsed.TotalMilliseconds;
    }
}
