namespace Compliance.Formats.Benchmarks;

/// <summary>What a benchmark said about a rule. The least of several counts.</summary>
public enum BenchmarkOutcome
{
    Failed = -1,

    /// <summary>Not reviewed, not checked, an error, repaired while it was checked, waived by the tool, or a word that is not known.</summary>
    Unknown = 0,
    NotApplicable = 1,
    Passed = 2,

    /// <summary>Left out by the profile, or informational: not judged.</summary>
    NotSelected = 3,
}
