using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.Evaluating;

/// <summary>Judges facts by policies. A pure function of its arguments: the same arguments give the same results in the same order, anywhere.</summary>
public static class PolicyEngine
{
    /// <summary>Version of the rules of evaluation; rises when the same facts and policies would give another result.</summary>
    public const string Version = "3";

    /// <param name="policies">From <see cref="PolicyLibrary.Select"/>.</param>
    /// <param name="facts">One for each image; a subject given twice is the caller's bug.</param>
    /// <param name="evaluatedAt">The date that rules and certificates are judged on; it is <c>now</c> in expressions.</param>
    /// <param name="hash">SHA-256 of the bytes, as a digest.</param>
    /// <exception cref="ArgumentException">Two fact sets are about the same image.</exception>
    public static Evaluation Evaluate(PolicySet policies, IEnumerable<FactSet> facts, DateTimeOffset evaluatedAt, Func<byte[], Digest> hash)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(hash);
        ImmutableArray<FactSet> sets = [.. facts.OrderBy(set => set.Subject)];
        if (sets.Select(set => set.Subject).Distinct().Count() != sets.Length) throw new ArgumentException("two fact sets are about the same image", nameof(facts));
        ImmutableArray<PolicyResult> results = [.. sets.SelectMany(set => Judge(policies, FactTable.Of(set), evaluatedAt))];
        return new Evaluation
        {
            Engine = Version,
            ProfileId = policies.Profile.Id,
            ProfileTitle = policies.Profile.Title,
            PolicySet = hash(policies.CanonicalBytes()),
            EvaluatedAt = evaluatedAt,
            Results = results,
            Objectives = [.. sets.SelectMany(set => ObjectiveFold.Of(policies, FactTable.Of(set), [.. results.Where(result => result.Subject == set.Subject)]))],
            Needed = ObjectiveFold.Needed(policies),
        };
    }

    /// <summary>All policies over one image, ordered by policy id.</summary>
    public static ImmutableArray<PolicyResult> Judge(PolicySet policies, FactTable facts, DateTimeOffset evaluatedAt)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var values = new FactValues(facts, evaluatedAt);
        var deviations = new DeviationRecords(policies.System.Document, ImageNames.Of(facts), Days.Of(evaluatedAt));
        return [.. policies.Policies.Select(policy => deviations.Apply(PolicyJudgement.Judge(policy, values)))];
    }

    /// <summary>One policy over one image.</summary>
    public static PolicyResult Judge(SelectedPolicy policy, FactTable facts, DateTimeOffset evaluatedAt) => PolicyJudgement.Judge(policy, new FactValues(facts, evaluatedAt));
}
