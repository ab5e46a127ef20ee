using System.Collections.Immutable;
using System.Globalization;
using Compliance.Pipeline.Processes;

namespace Compliance.Pipeline.Reproduce;

/// <summary>
/// Runs a build under conditions: always folder, locale, time zone and the count of processors; host name, user and the cut network with bubblewrap, the clock
/// with faketime, where the machine has them. What could not be varied is told.
/// </summary>
public static class ConditionedBuild
{
    private static readonly string[] Places = ["/usr/bin", "/bin", "/usr/local/bin"];

    /// <param name="command">Program and arguments.</param>
    /// <param name="epoch"><c>SOURCE_DATE_EPOCH</c>; null leaves it unset.</param>
    /// <param name="readable">Folders beside the system's that the build reads.</param>
    public static Task<ProcessResult> RunAsync(
        ImmutableArray<string> command, BuildConditions conditions, long? epoch, ImmutableArray<string> readable, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        ImmutableArray<string> timed = conditions.ClockShift.Length > 0 && Find("faketime") is { } faketime ? [faketime, "--exclude-monotonic", "-f", conditions.ClockShift, .. command] : command;
        var pinned = Find("taskset") is { } taskset ? [taskset, "-c", conditions.Processors == 1 ? "0" : $"0-{conditions.Processors - 1}", .. timed] : timed;
        ImmutableArray<string> line = Find("bwrap") is { } bubblewrap ? [bubblewrap, .. Sandbox(conditions, readable), .. pinned] : pinned;
        return ChildProcess.RunAsync(line[0], line.Skip(1), conditions.Folder, conditions.Environment(epoch), limit, cancellation);
    }

    /// <summary>What this machine can't vary.</summary>
    public static ImmutableArray<string> NotVaried()
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        if (Find("bwrap") is null) missing.AddRange("host name (no bubblewrap)", "user (no bubblewrap)");
        if (Find("faketime") is null) missing.Add("clock (no faketime)");
        if (Find("taskset") is null) missing.Add("processors but for .NET programs (no taskset)");
        return missing.ToImmutable();
    }

    internal static string? Find(string program) => Places.Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Sandbox(BuildConditions conditions, ImmutableArray<string> readable)
    {
        var user = conditions.UserId.ToString(CultureInfo.InvariantCulture);
        string[] mounts = ["--ro-bind", "/", "/", "--tmpfs", "/tmp", "--dev", "/dev", "--proc", "/proc"];
        return
        [
            .. mounts, .. readable.SelectMany(folder => (string[])["--ro-bind", folder, folder]), "--bind", conditions.Folder, conditions.Folder,
            "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--uid", user, "--gid", user, "--hostname", conditions.HostName, "--chdir", conditions.Folder, "--",
        ];
    }
}
