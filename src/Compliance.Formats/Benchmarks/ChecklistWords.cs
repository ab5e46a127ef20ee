namespace Compliance.Formats.Benchmarks;

/// <summary>The status words of STIG checklists; STIG Viewer 3 writes those of version 2 in lower case with underscores.</summary>
internal static class ChecklistWords
{
    /// <summary>Null for a word that checklists don't have.</summary>
    public static BenchmarkOutcome? Outcome(string word) => word switch
    {
        "NotAFinding" or "not_a_finding" => BenchmarkOutcome.Passed,
        "Open" or "open" => BenchmarkOutcome.Failed,
        "Not_Applicable" or "not_applicable" => BenchmarkOutcome.NotApplicable,
        "Not_Reviewed" or "not_reviewed" => BenchmarkOutcome.Unknown,
        _ => null,
    };
}
