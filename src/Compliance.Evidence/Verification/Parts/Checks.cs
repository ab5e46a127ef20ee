using Compliance.Cryptography.Checks;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Verification.Parts;

/// <summary>Short ways to make checks.</summary>
internal static class Checks
{
    public static VerificationCheck Check(DiagnosticCode code, bool passed, string good, string bad) => passed ? Passed(code, good) : Failed(code, bad);

    public static VerificationCheck Passed(DiagnosticCode code, string detail) => new(code, CheckOutcome.Passed, detail);

    public static VerificationCheck Failed(DiagnosticCode code, string detail) => new(code, CheckOutcome.Failed, detail);

    public static VerificationCheck Note(DiagnosticCode code, string detail) => new(code, CheckOutcome.Note, detail);

    public static VerificationCheck Indeterminate(DiagnosticCode code, string detail) => new(code, CheckOutcome.Indeterminate, detail);

    public static IEnumerable<VerificationCheck> Failed(IEnumerable<Defect> defects) => defects.Select(defect => Failed(defect.Code, $"{defect.Locator}: {defect.Message}"));

    /// <summary>One failed check for each problem, or one that passed.</summary>
    public static IEnumerable<VerificationCheck> Each(DiagnosticCode code, IEnumerable<string> problems, string good)
    {
        var any = false;
        foreach (var problem in problems)
        {
            any = true;
            yield return Failed(code, problem);
        }

        if (!any) yield return Passed(code, good);
    }
}
