using System.Collections.Immutable;
using System.Globalization;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>
/// The level of SLSA's build track that is evidenced (slsa.dev/spec/v1.0/levels), with the evidence of each requirement. The source track is not evidenced by
/// provenance of a build, and said to be so.
/// </summary>
internal static class BuildTrack
{
    private const string SelfHosted = "self-hosted";

    /// <summary>Level that the caller states of the builder; what the certificate says of the runner may only lower it.</summary>
    public static Knowable<long> Level(JudgedStatement judged, Knowable<bool> isTrusted)
    {
        if (!isTrusted.IsKnown) return Knowable<long>.Unknown(isTrusted.Reason);
        if (!isTrusted.Value) return Knowable<long>.Known(0);
        if (judged.Assessment?.Signer?.LevelOf(judged.Provenance!.BuilderId) is not { } level) return Knowable<long>.Unknown("trust.yaml states no build level of this builder");
        return Knowable<long>.Known(RunsItself(judged) ? Math.Min(level, 1) : level);
    }

    /// <summary>One line for each requirement: track and level, requirement, what shows it or what is missing.</summary>
    public static ImmutableArray<string> Evidence(JudgedStatement judged, bool isAbout, Knowable<string> outcome, Knowable<bool> isTrusted, Knowable<long> level)
    {
        var provenance = judged.Provenance!;
        var stated = level.IsKnown ? string.Create(CultureInfo.InvariantCulture, $"trust.yaml states level {judged.Assessment?.Signer?.LevelOf(provenance.BuilderId) ?? 0} of it") : level.Reason;
        var runner = RunsItself(judged) ? "the certificate says self-hosted" : judged.Assessment?.Claims?.RunnerEnvironment is { } environment ? $"the certificate says {environment}" : "no certificate says where it ran";
        return
        [
            $"build 1, provenance exists: {(isAbout ? "about this image" : "about something else")}",
            $"build 1, builder identified: {(provenance.BuilderId.Length > 0 ? provenance.BuilderId : "not named")}",
            $"build 2, authentic: {(outcome.IsKnown ? outcome.Value : outcome.Reason)}{(judged.Assessment?.Signer is { } signer ? $", signed by '{signer.Name}'" : "")}",
            $"build 2, hosted: {(isTrusted is { IsKnown: true, Value: true } ? $"{stated}; {runner}" : isTrusted.IsKnown ? "trust.yaml does not list the builder for this signer" : isTrusted.Reason)}",
            $"build 3, isolated: {(level is { IsKnown: true, Value: >= 3 } ? stated : level is { IsKnown: true } ? "not stated of this builder" : level.Reason)}",
            "source, any level: not evidenced by build provenance",
        ];
    }

    private static bool RunsItself(JudgedStatement judged) => judged.Assessment?.Claims?.RunnerEnvironment == SelfHosted;
}
