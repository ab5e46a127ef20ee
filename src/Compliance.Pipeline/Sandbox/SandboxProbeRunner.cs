using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Compliance.Evidence.Probing;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Oci.Snapshots;
using Compliance.Pipeline.Processes;

namespace Compliance.Pipeline.Sandbox;

/// <summary>Runs probes in the image's own root with bubblewrap (<see cref="ImageSandbox"/>).</summary>
public sealed class SandboxProbeRunner : IProbeRunner
{
    /// <summary>Bytes of the image's files, which are laid out in a temporary folder.</summary>
    private const long MaxImageBytes = 16L << 30;

    private const string FipsFlag = "/proc/sys/crypto/fips_enabled";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Limits limits;

    private SandboxProbeRunner(ProbeMachine machine, Limits limits) => (Machine, this.limits) = (machine, limits);

    public ProbeMachine Machine { get; }

    /// <summary>The architecture of this machine as image configurations write it.</summary>
    internal static string Architecture => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        System.Runtime.InteropServices.Architecture.X86 => "386",
        System.Runtime.InteropServices.Architecture.S390x => "s390x",
        System.Runtime.InteropServices.Architecture.Ppc64le => "ppc64le",
        _ => "",
    };

    /// <summary>Rejected: this machine has no bubblewrap, none of 0.8 or newer, nothing to bound programs with, or doesn't let it make user namespaces.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<Reading<SandboxProbeRunner>> OpenAsync(Limits limits, CancellationToken cancellation)
    {
        if (ImageSandbox.Missing is { } missing) return Reject(missing);
        var version = await ChildProcess.RunAsync(Bubblewrap.Program!, ["--version"], "/", new Dictionary<string, string>(), Limit, cancellation).ConfigureAwait(false);
        var scratch = Directory.CreateTempSubdirectory("compliance-sandbox-").FullName;
        try
        {
            // The machine's own root stands for an image's: what is tried is whether the walls can be built.
            var trial = await ImageSandbox.RunAsync("/", [], ["/bin/true"], scratch, Limit, cancellation).ConfigureAwait(false);
            if (trial.ExitCode != 0) return Reject($"bubblewrap can't make a sandbox here: {FirstLine(trial.Error)}");
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        return Readings.Accept(new SandboxProbeRunner(new ProbeMachine(Architecture, Kernel(), HostFips(), FirstLine(version.Output)), limits));
    }

    public async Task<Reading<ImmutableArray<ProbeResult>>> RunAsync(ImageSnapshot snapshot, PlatformImage image, RootFileSystem root, ImmutableArray<Probe> probes, CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("compliance-probe-").FullName;
        try
        {
            var folder = Path.Combine(scratch, "root");
            if (SnapshotFolder.Write(snapshot, image, root, folder, MaxImageBytes, ProbeCodes.NotStartable, limits, cancellation) is { } defect) return Readings.Reject<ImmutableArray<ProbeResult>>(defect.Code, defect.Locator, defect.Message);
            var results = ImmutableArray.CreateBuilder<ProbeResult>();
            foreach (var probe in probes)
            {
                var ran = await ImageSandbox.RunAsync(folder, probe.Environment.Select(pair => (pair.Key, pair.Value)), probe.Command, scratch, Limit, cancellation).ConfigureAwait(false);
                results.Add(new ProbeResult(probe, ran.IsTimedOut ? null : ran.ExitCode, ProbeStream.Of(ran.Output), ProbeStream.Of(ran.Error)));
            }

            return Readings.Accept(results.ToImmutable());
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static string Kernel() => File.Exists("/proc/sys/kernel/osrelease") ? File.ReadAllText("/proc/sys/kernel/osrelease").Trim() : "unknown";

    private static string HostFips() => !File.Exists(FipsFlag) ? "absent" : File.ReadAllText(FipsFlag).Trim() == "1" ? "on" : "off";

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();

    private static Reading<SandboxProbeRunner> Reject(string why) => Readings.Reject<SandboxProbeRunner>(ProbeCodes.NoSandbox, new Locator("sandbox"), why);
}
