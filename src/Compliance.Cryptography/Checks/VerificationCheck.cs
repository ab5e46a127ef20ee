using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Checks;

/// <summary>One check of a verification: a stable code, what came of it, and the detail (expected, found, remedy) for a person.</summary>
public sealed record VerificationCheck(DiagnosticCode Code, CheckOutcome Outcome, string Detail)
{
    /// <summary>The worst outcome; <see cref="CheckOutcome.Indeterminate"/> when there is none: no result is not a pass.</summary>
    public static CheckOutcome Worst(IEnumerable<VerificationCheck> checks) =>
        checks.Select(check => check.Outcome).DefaultIfEmpty(CheckOutcome.Indeterminate).Min();
}
