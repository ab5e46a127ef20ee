using Compliance.Policy.Cel;
using Compliance.Policy.Results;

namespace Compliance.Policy.Evaluating;

/// <summary>What an expression came to, as a verdict: true is met, false is not met, unknown and error are unknown with their cause.</summary>
internal readonly record struct CheckVerdict(Verdict Verdict, string Cause)
{
    private const int MaxCauses = 10;

    public static CheckVerdict Of(CelResult result) => result switch
    {
        CelResult.Value { Content: { Kind: CelKind.Bool } value } => new CheckVerdict(value.AsBool ? Verdict.Met : Verdict.NotMet, ""),
        CelResult.Unknown unknown => new CheckVerdict(Verdict.Unknown, Causes(unknown)),
        CelResult.Error error => new CheckVerdict(Verdict.Unknown, $"the expression fails: {error.Message}"),
        _ => new CheckVerdict(Verdict.Unknown, "the expression gives no truth value"),
    };

    /// <summary>The number that a population came to; null, with the cause, when it is not known.</summary>
    public static (long? Count, string Cause) CountOf(CelResult result) => result switch
    {
        CelResult.Value { Content: { Kind: CelKind.Int } value } => (value.AsInt, ""),
        CelResult.Unknown unknown => (null, Causes(unknown)),
        CelResult.Error error => (null, $"the expression fails: {error.Message}"),
        _ => (null, "the expression gives no number"),
    };

    private static string Causes(CelResult.Unknown unknown)
    {
        if (unknown.Causes.IsEmpty) return "not known";
        var shown = string.Join("; ", unknown.Causes.Take(MaxCauses));
        return unknown.Causes.Length <= MaxCauses ? shown : FormattableString.Invariant($"{shown}; and {unknown.Causes.Length - MaxCauses} more");
    }
}
