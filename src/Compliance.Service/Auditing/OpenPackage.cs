using Compliance.Evidence.Assessing;
using Compliance.Evidence.Verification;
using Compliance.Formats.Reading;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Auditing;

/// <summary>A package opened to be looked into: its audit done again from its evidence. Not verified; whoever wants to believe it runs <c>verify</c>.</summary>
internal static class OpenPackage
{
    /// <exception cref="VerbFailure">There is no such file, or it is no readable package.</exception>
    /// <param name="at">Another date to judge by; null for the package's own.</param>
    public static Assessment Assess(string file, Limits limits, DateTimeOffset? at = null)
    {
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}");
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var reading = PackageEvidence.Open(stream, limits);
        if (!reading.TryGet(out var input)) throw VerbFailure.Unreadable(file, reading.Defects, $"what is wrong with it: compliance verify {file}");
        var assessed = Assessment.Make(input.Raw, input.Policies, input.ProfileId, at ?? input.EvaluatedAt, limits);
        return assessed.TryGet(out var assessment) ? assessment : throw VerbFailure.Unreadable(file, assessed.Defects);
    }
}
