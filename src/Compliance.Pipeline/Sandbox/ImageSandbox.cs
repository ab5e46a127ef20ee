using System.Collections.Immutable;
using System.Globalization;
using Compliance.Pipeline.Processes;

namespace Compliance.Pipeline.Sandbox;

/// <summary>
/// Runs commands in the tree of an image with bubblewrap: its files read-only, no network, no capabilities, no environment but the one given, an unprivileged user (also
/// outside, where root starts it), bounded time, processor time, memory of a process, memory of all of them, scratch memory, file size and number of processes.
/// </summary>
public static class ImageSandbox
{
    private const int User = 65532;
    private const long MaxScratchBytes = 256L << 20;
    private const int MaxProcesses = 256;

    /// <summary>Memory of all processes together, looked at several times a second.</summary>
    private const long MaxResidentBytes = 4L << 30;

    /// <summary>
    /// Limits of a process: seconds of the processor, bytes of a file, bytes of writable private memory (not of address space, of which virtual machines reserve more than
    /// they use), open files, no core dumps.
    /// </summary>
    private static readonly ImmutableArray<string> Bounds = ["--cpu=60", "--fsize=67108864", "--data=4294967296", "--nofile=1024", "--core=0"];

    /// <summary>Whether this machine can run commands of images at all.</summary>
    public static bool IsPossible => Missing is null;

    /// <summary>The program of the machine that is missing, and for what; null when none is.</summary>
    public static string? Missing =>
        Bubblewrap.Program is null ? "this machine has no bubblewrap (/usr/bin/bwrap)"
        : InstalledProgram.Find("prlimit") is null ? "this machine has no prlimit of util-linux, which bounds what a program takes"
        : Environment.IsPrivilegedProcess && InstalledProgram.Find("setpriv") is null ? "this machine has no setpriv of util-linux, without which root's programs are not bounded"
        : null;

    /// <param name="root">The folder that holds the image's tree (<see cref="ImageFolder"/>).</param>
    /// <param name="environment">Names and values; later ones win.</param>
    /// <param name="command">A program of the image and its arguments.</param>
    /// <param name="scratch">A folder of the caller's above <paramref name="root"/>, which the command doesn't see. Other users are let through it.</param>
    /// <param name="limit">How long it may run before it is killed with everything that it started.</param>
    /// <exception cref="InvalidOperationException">Not <see cref="IsPossible"/>.</exception>
    public static Task<ProcessResult> RunAsync(
        string root, IEnumerable<(string Name, string Value)> environment, IEnumerable<string> command, string scratch, TimeSpan limit, CancellationToken cancellation)
    {
        if (Missing is { } missing) throw new InvalidOperationException(missing);
        string[] line =
        [
            .. Outside(scratch), Bubblewrap.Program!, .. Bubblewrap.Walls(root, [], MaxScratchBytes, User, "image", "/"),
            // In a user namespace of its own a program would have every capability again.
            "--unshare-user", "--disable-userns",
            "--clearenv", .. environment.SelectMany(pair => (string[])["--setenv", pair.Name, pair.Value]), "--", .. command,
        ];
        return ChildProcess.RunAsync(line[0], line[1..], scratch, new Dictionary<string, string>(), limit, cancellation, MaxResidentBytes);
    }

    /// <summary>
    /// What comes before the walls: the bounds, and for root another user, since the kernel bounds the number of root's processes nowhere and lets root's files
    /// be read whatever their mode.
    /// </summary>
    private static IEnumerable<string> Outside(string scratch)
    {
        IEnumerable<string> line = [];
        long user = -1;
        if (Environment.IsPrivilegedProcess && InstalledProgram.Find("setpriv") is { } setpriv && !OperatingSystem.IsWindows())
        {
            user = User;
            File.SetUnixFileMode(scratch, File.GetUnixFileMode(scratch) | UnixFileMode.OtherExecute);
            var id = User.ToString(CultureInfo.InvariantCulture);
            line = [setpriv, $"--reuid={id}", $"--regid={id}", "--clear-groups", "--"];
        }

        var processes = UserProcesses.Count(user) + MaxProcesses;
        return [.. line, InstalledProgram.Find("prlimit")!, .. Bounds, $"--nproc={processes.ToString(CultureInfo.InvariantCulture)}", "--"];
    }
}
