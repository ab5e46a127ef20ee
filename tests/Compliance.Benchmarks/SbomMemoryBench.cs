using System.Diagnostics;
using System.Globalization;
using Compliance.Formats.Sbom;

namespace Compliance.Benchmarks;

/// <summary>Peak memory of reading one document, by the operating system's word: the whole process, with the bytes of the document, and beside it the same process that read nothing yet.</summary>
internal static class SbomMemoryBench
{
    public static int Run(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var before = Peak();
        var watch = Environment.CpuUsage.TotalTime;
        var reading = SbomReaders.Read(bytes, "sbom");
        var milliseconds = (Environment.CpuUsage.TotalTime - watch).TotalMilliseconds;
        var what = reading.TryGet(out var sbom) ? $"{sbom.Components.Length} components, {sbom.Relationships.Length} relationships, {reading.Defects.Length} defects" : $"refused: {reading.Defects[0]}";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {bytes.Length / 1e6:F0} MB, peak {Peak() / 1e6:F0} MB ({before / 1e6:F0} MB before reading), {(Peak() - before) / (double)bytes.Length:F1} times the document beside it, CPU {milliseconds:F0} ms; {what}"));
        return sbom is null ? 1 : 0;
    }

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
