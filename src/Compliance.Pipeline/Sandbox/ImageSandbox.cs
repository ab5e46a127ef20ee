using System.Collections.Immutable;
using Compliance.Pipeline.Processes;
using Compliance.Pipeline.Reproduce;

namespace Compliance.Pipeline.Sandbox;

/// <summary>
/// Runs commands in the tree of an image with bubblewrap: its files read-only, no network, no capabilities, no environment but the one given, an unprivileged user, bounded
/// time, processor time, memory of a process and file size.
/// </summary>
public static class ImageSandbox
{
    private const string User = "65532";

    /// <summary>
    /// Limits of a process: seconds of the processor, bytes of a file, bytes of writable private memory (not of address space, of which virtual machines reserve more than
    /// they use), open files, no core dumps.
    /// </summary>
    private static readonly ImmutableArray<string> Bounds = ["--cpu=60", "--fsize=67108864", "--data=4294967296", "--nofile=1024", "--core=0"];

    /// <summary>Whether this machine can run commands of images at all.</summary>
    public static bool IsPossible => ConditionedBuild.Find("bwrap") is not null && !OperatingSystem.IsWindows();

    /// <param name="root">The folder that holds the image's tree (<see cref="ImageFolder"/>).</param>
    /// <param name="environment">Names and values; later ones win.</param>
    /// <param name="command">A program of the image and its arguments.</param>
    /// <param name="scratch">A folder of the caller's, which the command doesn't see.</param>
    /// <param name="limit">How long it may run before it is killed with everything that it started.</param>
    /// <exception cref="InvalidOperationException">There is no bubblewrap.</exception>
    public static Task<ProcessResult> RunAsync(
        string root, IEnumerable<(string Name, string Value)> environment, IEnumerable<string> command, string scratch, TimeSpan limit, CancellationToken cancellation)
    {
        var bubblewrap = ConditionedBuild.Find("bwrap") ?? throw new InvalidOperationException("there is no bubblewrap");
        string[] line =
        [
            bubblewrap, "--ro-bind", root, "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--uid", User, "--gid", User,
            "--hostname", "image", "--chdir", "/", "--clearenv", .. environment.SelectMany(pair => (string[])["--setenv", pair.Name, pair.Value]), "--", .. command,
        ];
        string[] bounded = ConditionedBuild.Find("prlimit") is { } prlimit ? [prlimit, .. Bounds, "--", .. line] : line;
        return ChildProcess.RunAsync(bounded[0], bounded[1..], scratch, new Dictionary<string, string>(), limit, cancellation);
    }
}
