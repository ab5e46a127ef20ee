using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Pipeline.Processes;

namespace Compliance.Pipeline.Reproduce;

/// <summary>Builds twice from copies of the same folder, under conditions that have nothing in common, and compares what came out.</summary>
public static class DoubleBuild
{
    /// <summary>Rejected when a build fails, leaves no layout, or leaves one that can't be read.</summary>
    /// <param name="source">Folder with the inputs; it is copied.</param>
    /// <param name="command">Program and arguments, run in the copy.</param>
    /// <param name="output">The OCI layout that it leaves, relative to the copy.</param>
    /// <param name="scratch">An empty folder of the caller's.</param>
    /// <param name="readable">Folders beside the system's that the command needs.</param>
    public static async Task<Reading<Reproduction>> RunAsync(
        string source, ImmutableArray<string> command, string output, long? epoch, string scratch, ImmutableArray<string> readable, TimeSpan limit, Limits limits, CancellationToken cancellation)
    {
        var (first, second) = BuildConditions.Pair(scratch);
        foreach (var conditions in (BuildConditions[])[first, second])
        {
            FolderCopy.Copy(source, "", conditions.Folder);
            ProcessResult result;
            try
            {
                result = await ConditionedBuild.RunAsync(command, conditions, epoch, readable, limit, cancellation).ConfigureAwait(false);
            }
            catch (System.ComponentModel.Win32Exception missing)
            {
                return Readings.Reject<Reproduction>(PipelineCodes.BuildFailed, new Locator(command[0]), missing.Message);
            }

            if (result.IsTimedOut || result.ExitCode != 0)
                return Readings.Reject<Reproduction>(PipelineCodes.BuildFailed, new Locator($"{conditions.Name} build"), result.IsTimedOut ? $"not done after {limit}" : $"exit code {result.ExitCode}: {Last(result.Error)}");
        }

        return Compare(first, second, output, limits, cancellation);
    }

    private static Reading<Reproduction> Compare(BuildConditions first, BuildConditions second, string output, Limits limits, CancellationToken cancellation)
    {
        var one = Open(first, output, limits, cancellation);
        if (!one.TryGet(out var left)) return Readings.Reject<Reproduction>(one.Defects);
        using var heldLeft = left;
        var other = Open(second, output, limits, cancellation);
        if (!other.TryGet(out var right)) return Readings.Reject<Reproduction>(other.Defects);
        using var heldRight = right;
        return ImageComparison.Compare(left, right, first, second, limits);
    }

    private static Reading<ImageSnapshot> Open(BuildConditions conditions, string output, Limits limits, CancellationToken cancellation)
    {
        var reference = ImageReference.Parse($"oci:{Path.Combine(conditions.Folder, output)}");
        return reference.TryGet(out var parsed) ? ImageSnapshot.Open(parsed, limits, cancellation) : Readings.Reject<ImageSnapshot>(reference.Defects);
    }

    internal static string Last(string text) => text.TrimEnd() is { Length: > 400 } shown ? shown[^400..] : text.TrimEnd();
}
