using System.Collections.Immutable;
using Compliance.Policy.Documents;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.Evaluating;

/// <summary>Folds the results of one image into what they say about assessment objectives and rules. Nothing here is ever satisfied: that is the assessor's word.</summary>
internal sealed class ObjectiveFold
{
    private readonly PolicySet policies;
    private readonly FactTable facts;
    private readonly SortedDictionary<(string Framework, string Control, string Objective), (List<PolicyResult> Results, SortedSet<string> Needs)> rows =
        new(Comparer<(string Framework, string Control, string Objective)>.Create(Compare));

    private ObjectiveFold(PolicySet policies, FactTable facts) => (this.policies, this.facts) = (policies, facts);

    public static ImmutableArray<ObjectiveResult> Of(PolicySet policies, FactTable facts, ImmutableArray<PolicyResult> results)
    {
        var fold = new ObjectiveFold(policies, facts);
        foreach (var result in results)
        {
            foreach (var control in result.Controls.DistinctBy(control => (control.Framework, control.Id, control.Objective)))
                fold.Row(control.Framework, control.Id, control.Objective).Results.Add(result);
        }

        foreach (var need in policies.Needs)
        {
            foreach (var control in need.Controls) fold.Row(control.Framework, control.Id, control.Objective ?? "").Needs.Add(need.Evidence.Id);
        }

        return [.. fold.rows.Select(row => fold.Result(row.Key, row.Value.Results, row.Value.Needs))];
    }

    public static ImmutableArray<NeededEvidence> Needed(PolicySet policies) => [.. policies.Needs.Select(need => need.Evidence)];

    private (List<PolicyResult> Results, SortedSet<string> Needs) Row(string framework, string control, string objective)
    {
        if (!rows.TryGetValue((framework, control, objective), out var row)) rows[(framework, control, objective)] = row = ([], new SortedSet<string>(StringComparer.Ordinal));
        return row;
    }

    private ObjectiveResult Result((string Framework, string Control, string Objective) key, List<PolicyResult> results, SortedSet<string> needs) => new()
    {
        Subject = facts.Subject,
        Framework = key.Framework,
        Control = key.Control,
        Objective = key.Objective,
        State = StateOf(results),
        Note = string.Join("; ", Notes(key.Framework, key.Control, results)),
        Policies = [.. results.OrderBy(result => result.PolicyId, StringComparer.Ordinal).Select(result => new ObjectiveVerdict(result.PolicyId, result.Verdict))],
        Needs = [.. needs],
    };

    private static ObjectiveState StateOf(List<PolicyResult> results)
    {
        if (results.Any(result => result.Verdict == Verdict.NotMet)) return ObjectiveState.Contradicted;
        return results.Any(result => result.Verdict == Verdict.Met) && results.All(result => result.Verdict is Verdict.Met or Verdict.NotApplicable)
            ? ObjectiveState.Supported
            : ObjectiveState.NotEvidenced;
    }

    private IEnumerable<string> Notes(string framework, string control, List<PolicyResult> results)
    {
        if (policies.BindDeclaredUses.Contains($"{framework}/{control}"))
        {
            var uses = DeclaredUses.Of(policies.System.Document, ImageNames.Of(facts));
            var isReachable = facts.Of(FactKind.CryptoModule).Any(module => module["reachable"] is not { IsKnown: true, Value: false });
            if (!uses.IsEmpty) yield return $"for the declared uses: {string.Join(", ", uses.Select(use => $"{use.Name} ({DocumentReader.WordOf(use.Purpose).Replace('-', ' ')})"))}; others are not declared";
            else yield return isReachable ? "reachable, use not declared" : "no module is known to be reachable, use not declared";
        }

        foreach (var result in results.Where(result => result.IsExcused))
            yield return result.Deviation is { } deviation ? $"{result.PolicyId}: recorded deviation from {deviation.Rule}" : $"{result.PolicyId}: nothing here makes it a must";
    }

    private static int Compare((string Framework, string Control, string Objective) left, (string Framework, string Control, string Objective) right)
    {
        var order = string.CompareOrdinal(left.Framework, right.Framework);
        if (order == 0) order = ControlOrder.Compare(left.Control, right.Control);
        return order != 0 ? order : ControlOrder.Compare(left.Objective, right.Objective);
    }
}
