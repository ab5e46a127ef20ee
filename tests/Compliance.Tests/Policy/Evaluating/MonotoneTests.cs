using System.Collections.Immutable;
using Compliance.Policy.Evaluating;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Evaluating;

/// <summary>
/// Losing evidence never turns a verdict into met or not applicable: for every shipped policy and random facts, removing a source (with the gap that
/// collection then records) or hiding an item of a list that is counted elsewhere.
/// </summary>
public sealed class MonotoneTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static int Rounds => Environment.GetEnvironmentVariable("COMPLIANCE_LONG") == "1" ? 20_000 : 40;

    public static TheoryData<string> Policies => [.. ShippedPolicies.Library.Policies.Keys];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Lost_evidence_never_makes_a_verdict_better(string id)
    {
        var policy = ShippedPolicies.Library.Policies[id];
        var selected = new SelectedPolicy(policy, policy.Document.Severity, ParameterValues.Defaults(policy.Document), []);
        var facts = new RandomFacts(policy, seed: 20_261_123);
        var given = ShippedPolicies.Cases.Where(one => one.PolicyId == id).Select(one => one.Given).ToImmutableArray();
        var verdicts = new HashSet<Verdict>();
        for (var round = 0; round < Rounds; round++)
        {
            var whole = round % 2 == 0 ? facts.Next() : facts.Near(given[round / 2 % given.Length]);
            var before = PolicyEngine.Judge(selected, whole, At).Verdict;
            verdicts.Add(before);
            foreach (var (what, lost) in Losses(whole, facts.Random))
            {
                var after = PolicyEngine.Judge(selected, lost, At).Verdict;
                Assert.False(after > Verdict.Unknown && after != before, $"round {round}: {what} turned {before.ToWords()} into {after.ToWords()}");
            }
        }

        Assert.Contains(Verdict.Met, verdicts);
        Assert.Contains(Verdict.NotMet, verdicts);
        Assert.Contains(Verdict.Unknown, verdicts);
    }

    private static IEnumerable<(string What, FactTable Facts)> Losses(FactTable whole, Random random)
    {
        foreach (var kind in FactSchema.Kinds)
        {
            var views = whole.Of(kind.Kind);
            yield return ($"losing {kind.Variable}", Without(whole, kind.Kind, [], Coverage.NotCollected));
            if (views.IsEmpty) continue;
            var some = views.RemoveAt(random.Next(views.Length));
            yield return ($"losing some {kind.Variable}", Without(whole, kind.Kind, some, Coverage.Partial));
            if (Counted(whole, kind.Variable) is { } count && some.Length < count)
                yield return ($"hiding one of {kind.Variable}", whole with { Views = whole.Views.SetItem(kind.Kind, some) });
        }
    }

    private static FactTable Without(FactTable whole, FactKind kind, ImmutableArray<FactView> rest, Coverage coverage) => whole with
    {
        Views = whole.Views.SetItem(kind, rest),
        Coverages = whole.Coverages.SetItem(kind, coverage),
        Gaps = whole.Gaps.Add(RandomFacts.Gap(kind)),
    };

    private static long? Counted(FactTable facts, string variable) =>
        facts.Of(FactKind.Population).FirstOrDefault(view => view["name"].Value is string name && name == variable)?["count"] is { IsKnown: true, Value: long count } ? count : null;
}
