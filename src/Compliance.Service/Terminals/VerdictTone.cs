using Compliance.Policy.Results;

namespace Compliance.Service.Terminals;

/// <summary>The tone of a verdict.</summary>
internal static class VerdictTone
{
    public static Tone Of(Verdict verdict) => verdict switch
    {
        Verdict.Met => Tone.Good,
        Verdict.NotMet => Tone.Bad,
        Verdict.Unknown => Tone.Open,
        _ => Tone.Quiet,
    };
}
