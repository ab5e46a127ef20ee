using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Cel;
using Compliance.Policy.Evaluating;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Evaluating;

/// <summary>
/// Losing evidence never turns a verdict into met or not applicable: for every shipped policy and random facts, taking away a source (one kind of
/// fact, several, or some facts of a kind, with the gaps that collection then records), a single value, or items of a list that is counted elsewhere.
/// </summary>
public sealed class MonotoneTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static int Rounds => Mutations.Count / 5;

    public static TheoryData<string> Policies => [.. ShippedPolicies.Library.Policies.Keys];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Lost_evidence_never_makes_a_verdict_better(string id)
    {
        var verdicts = new HashSet<Verdict>();
        Assert.Null(Improvement(ShippedPolicies.Library.Policies[id], verdicts));
        Assert.Contains(Verdict.Met, verdicts);
        Assert.Contains(Verdict.NotMet, verdicts);
        Assert.Contains(Verdict.Unknown, verdicts);
    }

    [Fact]
    public void Policy_that_takes_a_gap_for_good_news_is_caught()
    {
        var policy = ShippedPolicies.Library.Policies["no-shell"];
        var check = Expression.Compile("gaps.size() > 0", new Locator("test"), policy.Compiled.Environment, CelType.Bool, new DefectCollector(Limits.Default))!;
        var blind = policy.With(policy.Compiled with { Checks = [policy.Compiled.Checks[0] with { Check = check }] });
        Assert.NotNull(Improvement(blind, []));
    }

    /// <summary>The first loss that makes a verdict better, in words; null when none of this run does.</summary>
    private static string? Improvement(Compliance.Policy.Library.Policy policy, HashSet<Verdict> verdicts)
    {
        var selected = new SelectedPolicy(policy, policy.Document.Severity, ParameterValues.Defaults(policy.Document), []);
        var facts = new RandomFacts(policy, seed: 20_261_123);
        var losses = new FactLosses(facts.Random);
        var given = ShippedPolicies.Cases.Where(one => one.PolicyId == policy.Id).Select(one => one.Given).ToImmutableArray();
        for (var round = 0; round < Rounds; round++)
        {
            var whole = round % 2 == 0 ? facts.Next() : facts.Near(given[round / 2 % given.Length]);
            var before = PolicyEngine.Judge(selected, whole, At).Verdict;
            verdicts.Add(before);
            foreach (var (what, lost) in losses.Of(whole))
            {
                var after = PolicyEngine.Judge(selected, lost, At).Verdict;
                if (after > Verdict.Unknown && after != before) return $"round {round}: {what} turned {before.ToWords()} into {after.ToWords()}";
            }
        }

        return null;
    }
}
