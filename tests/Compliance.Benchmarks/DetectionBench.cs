using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Acquisition;
using Compliance.Formats.Reading;
using Compliance.Oci.Layers;
using Compliance.Oci.References;
using Compliance.Service.Auditing;
using Compliance.Service.Identity;
using Compliance.Store.Sqlite;

namespace Compliance.Benchmarks;

/// <summary>
/// What the look for cryptographic modules costs: whole audits in this process, with it and with the collector left out, alternating, after some of each for the compiler. CPU
/// seconds of user and system; the median of the runs decides.
/// </summary>
internal static class DetectionBench
{
    private const double Bar = 1.25;

    /// <summary>Audits that the just-in-time compiler needs before what is measured is the work.</summary>
    private const int WarmUps = 4;

    public static async Task<int> RunAsync(string image, string? runs)
    {
        var count = int.TryParse(runs, NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated : 5;
        var folder = Directory.CreateTempSubdirectory("compliance-bench-");
        try
        {
            using var identity = new IdentityFolder(folder.FullName).OpenOrMake(null, TimeProvider.System, out _);
            var store = SqliteEvidenceStore.Open(folder.FullName);
            var runner = new AuditRunner(Path.Combine(AppContext.BaseDirectory, "policies"), identity, store, TimeProvider.System, Limits.Default);
            var reference = ImageReference.Parse(image).Required();
            var (with, without) = (new List<double>(), new List<double>());
            for (var run = 1 - WarmUps; run <= count; run++)
            {
                var one = await MeasureAsync(runner, reference, folder.FullName, []).ConfigureAwait(false);
                var other = await MeasureAsync(runner, reference, folder.FullName, ["crypto-modules"]).ConfigureAwait(false);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(run <= 0 ? "warm-up" : $"run {run}")}: with {one:F2} s, without {other:F2} s CPU"));
                if (run <= 0) continue;
                with.Add(one);
                without.Add(other);
            }

            var ratio = Median(with) / Median(without);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median with {Median(with):F2} s, without {Median(without):F2} s: ratio {ratio:F2}, bar {Bar:F2}"));
            return ratio <= Bar ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(AuditRunner runner, ImageReference image, string folder, ImmutableArray<string> leftOut)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        var request = new AuditRequest(image, AuditRequest.DefaultProfile, AuditInputs.None with { LeftOut = leftOut }, null, _ => Path.Combine(folder, $"{Path.GetRandomFileName()}.asice"));
        await runner.RunAsync(request, new Quiet(), CancellationToken.None).ConfigureAwait(false);
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Quiet : IAuditProgress
    {
        public void Step(string name)
        {
        }

        public void Report(LayerProgress value)
        {
        }
    }
}
