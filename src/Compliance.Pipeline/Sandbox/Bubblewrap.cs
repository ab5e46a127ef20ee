using System.Collections.Immutable;
using System.Globalization;
using Compliance.Pipeline.Processes;

namespace Compliance.Pipeline.Sandbox;

/// <summary>
/// The walls of every sandbox: a root that is read-only, no network, no processes but its own, no capabilities, nothing of the kernel to write to. A process whose user is
/// root outside could write kernel settings by being their owner, without any capability: so the view of the kernel is read-only, too.
/// </summary>
internal static class Bubblewrap
{
    /// <summary>The path of bubblewrap; null when the machine has none, or none can be.</summary>
    public static string? Program => OperatingSystem.IsWindows() ? null : InstalledProgram.Find("bwrap");

    /// <summary>Arguments for a sandbox, without what runs in it.</summary>
    /// <param name="root">The folder that is seen as the root.</param>
    /// <param name="mounts">Further mounts, in the order of bubblewrap's arguments, after everything else is mounted.</param>
    /// <param name="folder">Where the command starts, as it is seen inside.</param>
    /// <param name="scratchBytes">Of each of <c>/tmp</c> and <c>/dev/shm</c>, which can be written to and are memory.</param>
    public static ImmutableArray<string> Walls(string root, IEnumerable<string> mounts, long scratchBytes, long user, string hostName, string folder)
    {
        var (id, size) = (user.ToString(CultureInfo.InvariantCulture), scratchBytes.ToString(CultureInfo.InvariantCulture));
        return
        [
            "--ro-bind", root, "/", "--size", size, "--tmpfs", "/tmp", "--dev", "/dev", "--size", size, "--tmpfs", "/dev/shm", "--remount-ro", "/dev", "--proc", "/proc", "--remount-ro", "/proc", .. mounts,
            "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--uid", id, "--gid", id, "--hostname", hostName, "--chdir", folder,
        ];
    }
}
