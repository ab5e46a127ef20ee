using System.Collections.Immutable;

namespace Compliance.Policy.Results.Comparing;

/// <summary>Compares two evaluations of the same evidence.</summary>
public static class EvaluationComparison
{
    /// <summary>Every policy and image whose verdict or reasons differ, ordered by image, then by policy.</summary>
    public static ImmutableArray<VerdictChange> Compare(Evaluation before, Evaluation after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = before.Results.ToDictionary(result => (result.Subject, result.PolicyId));
        var now = after.Results.ToDictionary(result => (result.Subject, result.PolicyId));
        return
        [
            .. old.Keys.Union(now.Keys).OrderBy(key => key.Subject).ThenBy(key => key.PolicyId, StringComparer.Ordinal)
                .Select(key => Compare(old.GetValueOrDefault(key), now.GetValueOrDefault(key)))
                .Where(change => change.IsVerdictChanged || !change.Gone.IsEmpty || !change.Come.IsEmpty),
        ];
    }

    private static VerdictChange Compare(PolicyResult? old, PolicyResult? now)
    {
        var any = now ?? old ?? throw new ArgumentException("one of the results has to be there", nameof(now));
        return new VerdictChange(any.PolicyId, any.Subject, old?.Verdict, now?.Verdict, Only(old, now), Only(now, old));
    }

    private static ImmutableArray<Reason> Only(PolicyResult? here, PolicyResult? there)
    {
        var others = (there?.Reasons ?? []).Select(Key).ToHashSet();
        return [.. (here?.Reasons ?? []).Where(reason => !others.Contains(Key(reason)))];
    }

    private static (string Check, string Item, Verdict Verdict, string Message) Key(Reason reason) => (reason.Check, reason.Item, reason.Verdict, reason.Message);
}
