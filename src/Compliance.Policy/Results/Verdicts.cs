namespace Compliance.Policy.Results;

/// <summary>Combining and printing verdicts.</summary>
public static class Verdicts
{
    /// <summary>
    /// The least of the verdicts that are not <see cref="Verdict.NotApplicable"/>; NotApplicable when all are; Unknown when there are none.
    /// </summary>
    public static Verdict Combine(IEnumerable<Verdict> verdicts)
    {
        Verdict? least = null;
        var any = false;
        foreach (var verdict in verdicts)
        {
            any = true;
            if (verdict != Verdict.NotApplicable && (least is null || verdict < least)) least = verdict;
        }

        return least ?? (any ? Verdict.NotApplicable : Verdict.Unknown);
    }

    /// <summary><c>not met</c>, <c>unknown</c>, <c>not applicable</c> or <c>met</c>.</summary>
    public static string ToWords(this Verdict verdict) => verdict switch
    {
        Verdict.NotMet => "not met",
        Verdict.Unknown => "unknown",
        Verdict.NotApplicable => "not applicable",
        Verdict.Met => "met",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };
}
