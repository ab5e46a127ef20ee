using System.Globalization;
using Compliance.Evidence.Acquisition;
using Compliance.Formats.Reading;
using Compliance.Oci.Layers;
using Compliance.Oci.References;
using Compliance.Service.Auditing;
using Compliance.Service.Identity;
using Compliance.Store.Sqlite;

namespace Compliance.Benchmarks;

/// <summary>A whole audit in this process, reports, signing and history included: CPU seconds and memory at the end of each of its steps.</summary>
internal static class AuditBench
{
    public static async Task<int> RunAsync(string image)
    {
        var folder = Directory.CreateTempSubdirectory("compliance-bench-");
        try
        {
            using var identity = new IdentityFolder(folder.FullName).OpenOrMake(null, TimeProvider.System, out _);
            var store = SqliteEvidenceStore.Open(folder.FullName);
            var runner = new AuditRunner(Path.Combine(AppContext.BaseDirectory, "policies"), identity, store, TimeProvider.System, Limits.Default);
            var package = Path.Combine(folder.FullName, "bench.asice");
            var steps = new Steps();
            var request = new AuditRequest(ImageReference.Parse(image).Required(), AuditRequest.DefaultProfile, AuditInputs.None, null, _ => package);
            await runner.RunAsync(request, steps, CancellationToken.None).ConfigureAwait(false);
            steps.Step("end");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"package {new FileInfo(package).Length / 1e6:F1} MB"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private sealed class Steps : IAuditProgress
    {
        private string current = "start";

        public void Step(string name)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{current,-20} until cpu {Environment.CpuUsage.TotalTime.TotalSeconds,6:F2} s  resident {Environment.WorkingSet >> 20,4} MiB"));
            current = name;
        }

        public void Report(LayerProgress value)
        {
        }
    }
}
