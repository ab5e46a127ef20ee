using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Sandbox;

namespace Compliance.Service.CommandLine;

/// <summary><c>--probe</c>: programs of the image are run only when the caller says so.</summary>
internal static class ProbeOption
{
    public static Option<bool> Create(string description) => new("--probe") { Description = description };

    /// <exception cref="VerbFailure">This machine can't make sandboxes.</exception>
    public static async Task<SandboxProbeRunner> OpenAsync(Limits limits, CancellationToken cancellation)
    {
        var opened = await SandboxProbeRunner.OpenAsync(limits, cancellation).ConfigureAwait(false);
        return opened.TryGet(out var runner)
            ? runner
            : throw new VerbFailure(ExitCodes.InputOutput, $"probes can't run: {opened.Defects[0].Message}", "install bubblewrap and allow user namespaces, or leave --probe out: compliance help probes", opened.Defects);
    }
}
