using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Processes;
using Compliance.Pipeline.Sandbox;

namespace Compliance.Pipeline.Testing;

/// <summary>Runs the tests of a recipe inside a composed image: in its sandbox (<see cref="ImageSandbox"/>), with no environment but the image's.</summary>
public static class ImageTrial
{
    private const int MaxSaid = 400;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Whether this machine can run tests of images at all.</summary>
    public static bool IsPossible => ImageSandbox.IsPossible;

    /// <summary>The image of this machine's architecture; null where there is none.</summary>
    public static ComposedImage? Startable(Composition composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        return composition.Images.FirstOrDefault(image => image.Architecture == SandboxProbeRunner.Architecture);
    }

    /// <param name="scratch">An empty folder of the caller's.</param>
    /// <exception cref="InvalidOperationException">There is no bubblewrap.</exception>
    public static async Task<ImmutableArray<TrialResult>> RunAsync(ComposedImage image, ImmutableArray<RecipeTest> tests, string scratch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        var root = Path.Combine(scratch, "root");
        ImageFolder.Write(image.Tree, root);
        var environment = StrictJson.Read(image.Config, "config").Required().Root["config"]["Env"].Items.Select(item => item.AsText!.Split('=', 2)).Select(pair => (pair[0], pair[^1])).ToList();
        var results = ImmutableArray.CreateBuilder<TrialResult>();
        foreach (var test in tests)
        {
            var result = await ImageSandbox.RunAsync(root, environment, test.Run, scratch, Limit, cancellation).ConfigureAwait(false);
            results.Add(Judge(test, result));
        }

        return results.ToImmutable();
    }

    private static TrialResult Judge(RecipeTest test, ProcessResult result)
    {
        var problem = result switch
        {
            { IsTimedOut: true } => string.Create(CultureInfo.InvariantCulture, $"not done after {Limit.TotalSeconds} s"),
            _ when result.ExitCode != test.ExitCode => $"exit code {result.ExitCode} where {test.ExitCode} belongs",
            _ when test.Prints.Length > 0 && !result.Output.Contains(test.Prints, StringComparison.Ordinal) => $"'{test.Prints}' is not in its output",
            _ => "",
        };
        var said = (result.Error.Trim().Length > 0 ? result.Error : result.Output).Trim();
        return new TrialResult(test.Name, problem.Length == 0, result.ExitCode, problem.Length == 0 || said.Length == 0 ? problem : $"{problem}: {said[Math.Max(0, said.Length - MaxSaid)..]}");
    }
}
