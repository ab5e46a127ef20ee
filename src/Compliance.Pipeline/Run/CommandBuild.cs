using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Processes;
using Compliance.Pipeline.Reproduce;

namespace Compliance.Pipeline.Run;

/// <summary>Builds by a command of the owner: over a copy of the inputs that the recipe names, in a sandbox without a network where the machine has bubblewrap.</summary>
public static class CommandBuild
{
    /// <summary>Every file among the inputs with its digest, sorted by name. Links are named by their target.</summary>
    /// <param name="inputs">Files and folders relative to the folder; empty for all of it.</param>
    /// <exception cref="IOException">An input is missing, or there are too many files.</exception>
    public static ImmutableArray<(string Name, Digest Digest)> Inputs(string folder, ImmutableArray<string> inputs)
    {
        var files = new SortedDictionary<string, Digest>(StringComparer.Ordinal);
        foreach (var (path, entry) in (inputs.IsEmpty ? [""] : inputs).SelectMany(input => FolderCopy.Walk(folder, input)))
        {
            if (entry.LinkTarget is { } link) files[path] = ContentHasher.Sha256(System.Text.Encoding.UTF8.GetBytes(link));
            else if (entry is FileInfo file)
            {
                using var hash = new ContentHasher();
                using var stream = file.OpenRead();
                var buffer = new byte[1 << 16];
                for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) hash.Append(buffer.AsSpan(0, read));
                files[path] = hash.Finish();
            }
        }

        return [.. files.Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>Rejected: the command fails, takes too long, or leaves no layout with exactly one image.</summary>
    /// <param name="scratch">An empty folder of the caller's.</param>
    public static async Task<Reading<BuiltLayout>> RunAsync(string folder, RebuildRecipe recipe, long? epoch, string scratch, TimeSpan limit, Limits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var conditions = BuildConditions.Pair(scratch).First;
        foreach (var input in recipe.Inputs.IsEmpty ? [""] : recipe.Inputs) FolderCopy.Copy(folder, input, conditions.Folder);
        ProcessResult result;
        try
        {
            result = await ConditionedBuild.RunAsync(recipe.Command, conditions, epoch, [], limit, cancellation).ConfigureAwait(false);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return Readings.Reject<BuiltLayout>(PipelineCodes.BuildFailed, new Locator(recipe.Command[0]), missing.Message);
        }

        return result is { IsTimedOut: false, ExitCode: 0 }
            ? BuiltLayout.Read(Path.Combine(conditions.Folder, recipe.Output), limits)
            : Readings.Reject<BuiltLayout>(PipelineCodes.BuildFailed, new Locator(recipe.Command[0]), result.IsTimedOut ? $"not done after {limit}" : $"exit code {result.ExitCode}: {DoubleBuild.Last(result.Error)}");
    }
}
