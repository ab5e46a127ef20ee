using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Checks;

/// <summary>One check as a person or program that was not there needs it: what must hold, what was found, and what cures it.</summary>
/// <param name="Expected">What the check asks, whatever came of it.</param>
/// <param name="Found">What was found this time.</param>
/// <param name="Remedy">What to do where it does not hold; empty for a check that passed.</param>
public sealed record ExplainedCheck(DiagnosticCode Code, CheckOutcome Outcome, string Expected, string Found, string Remedy)
{
    /// <summary>One line: <c>failed SIGSTORE-0012 · expected … · found … · remedy …</c>.</summary>
    public override string ToString() =>
        $"{Outcome.ToString().ToLowerInvariant()} {Code} · expected {Expected} · found {Found}{(Remedy.Length == 0 ? "" : $" · remedy {Remedy}")}";
}
