using System.Collections.Immutable;
using Compliance.Pipeline.Processes;
using Compliance.Pipeline.Sandbox;

namespace Compliance.Pipeline.Reproduce;

/// <summary>
/// Runs a build under conditions: always folder, locale, time zone and the count of processors; host name, user and the cut network with bubblewrap, the clock
/// with faketime, where the machine has them. What could not be varied is told.
/// </summary>
public static class ConditionedBuild
{
    private const long MaxScratchBytes = 2L << 30;

    /// <param name="command">Program and arguments.</param>
    /// <param name="epoch"><c>SOURCE_DATE_EPOCH</c>; null leaves it unset.</param>
    /// <param name="readable">Folders beside the system's that the build reads.</param>
    public static Task<ProcessResult> RunAsync(
        ImmutableArray<string> command, BuildConditions conditions, long? epoch, ImmutableArray<string> readable, TimeSpan limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        ImmutableArray<string> timed = conditions.ClockShift.Length > 0 && InstalledProgram.Find("faketime") is { } faketime ? [faketime, "--exclude-monotonic", "-f", conditions.ClockShift, .. command] : command;
        var pinned = InstalledProgram.Find("taskset") is { } taskset ? [taskset, "-c", conditions.Processors == 1 ? "0" : $"0-{conditions.Processors - 1}", .. timed] : timed;
        ImmutableArray<string> line = Bubblewrap.Program is { } bubblewrap ? [bubblewrap, .. Sandbox(conditions, readable), .. pinned] : pinned;
        return ChildProcess.RunAsync(line[0], line.Skip(1), conditions.Folder, conditions.Environment(epoch), limit, cancellation);
    }

    /// <summary>What this machine can't vary.</summary>
    public static ImmutableArray<string> NotVaried()
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        if (Bubblewrap.Program is null) missing.AddRange("host name (no bubblewrap)", "user (no bubblewrap)");
        if (InstalledProgram.Find("faketime") is null) missing.Add("clock (no faketime)");
        if (InstalledProgram.Find("taskset") is null) missing.Add("processors but for .NET programs (no taskset)");
        return missing.ToImmutable();
    }

    /// <summary>The machine's own system with its tools, in which the build's folder alone can be written to.</summary>
    private static IEnumerable<string> Sandbox(BuildConditions conditions, ImmutableArray<string> readable)
    {
        IEnumerable<string> mounts = [.. readable.SelectMany(folder => (string[])["--ro-bind", folder, folder]), "--bind", conditions.Folder, conditions.Folder];
        return [.. Bubblewrap.Walls("/", mounts, MaxScratchBytes, conditions.UserId, conditions.HostName, conditions.Folder), "--"];
    }
}
