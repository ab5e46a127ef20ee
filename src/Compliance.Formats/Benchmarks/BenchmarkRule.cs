namespace Compliance.Formats.Benchmarks;

/// <summary>One rule of a benchmark with its result.</summary>
/// <param name="Id">As the format writes it: rule idref, vulnerability number, control id.</param>
/// <param name="Severity">As written; empty when not stated.</param>
/// <param name="Stated">The result in the format's own word.</param>
/// <param name="Rationale">What the tool or reviewer wrote about it, at most <see cref="MaxText"/> characters; empty when nothing.</param>
public sealed record BenchmarkRule(string Id, string Severity, BenchmarkOutcome Outcome, string Stated, string Rationale)
{
    public const int MaxText = 2_000;
}
