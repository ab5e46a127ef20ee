using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Cel;
using Compliance.Policy.Expressions;
using Compliance.Policy.Library;

namespace Compliance.Policy.Cases.Mutating;

/// <summary>
/// Judges the cases of policies: each expression is changed at one place at a time, and some case has to fail then. A place that can be changed
/// without a case failing is a place that nothing tests.
/// </summary>
public static class PolicyMutation
{
    /// <summary>One report for each policy, by id. The cases have to pass.</summary>
    /// <param name="only">Only the policy with this id; null for all.</param>
    /// <param name="progress">Hears the id of the policy that is next.</param>
    public static IEnumerable<MutationReport> Run(PolicyLibrary library, IEnumerable<PolicyCase> cases, string? only = null, Action<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(cases);
        var own = cases.ToLookup(one => one.PolicyId, StringComparer.Ordinal);
        foreach (var policy in library.Policies.Values.Where(policy => only is null || policy.Id == only))
        {
            progress?.Invoke(policy.Id);
            yield return Run(library, policy, [.. own[policy.Id]]);
        }
    }

    private static MutationReport Run(PolicyLibrary library, Library.Policy policy, ImmutableArray<PolicyCase> cases)
    {
        var survivors = new List<PolicyMutant>();
        var (killed, refused) = (0, 0);
        foreach (var part in Parts(policy))
        {
            foreach (var change in ExpressionMutations.Of(part.Expression.Text, part.Type.Equals(CelType.Bool)))
            {
                if (Mutate(policy, part, change) is not { } mutant) refused++;
                else if (cases.Any(one => !PolicyCaseRunner.Run(mutant, one).Passed)) killed++;
                else survivors.Add(new PolicyMutant(policy.Id, part.Name, policy.PlaceOf(part.Path, part.Expression.Text, change.Offset), change.Before, change.After));
            }
        }

        var list = SurvivorList.Of(library, policy);
        ImmutableArray<AcceptedSurvivor> accepted = [.. survivors.Select(mutant => (mutant, Reason: list.ReasonFor(mutant))).Where(pair => pair.Reason is not null).Select(pair => new AcceptedSurvivor(pair.mutant, pair.Reason!))];
        return new MutationReport(policy.Id, killed, [.. survivors.Where(mutant => list.ReasonFor(mutant) is null)], accepted, [.. list.Stale(survivors)], refused);
    }

    private static IEnumerable<Part> Parts(Library.Policy policy)
    {
        var compiled = policy.Compiled;
        if (compiled.Where is { } where) yield return new Part("where", "where", where, CelType.Bool, other => compiled with { Where = other });
        for (var index = 0; index < compiled.Checks.Length; index++)
        {
            var (check, at) = (compiled.Checks[index], index);
            yield return new Part(check.Document.Id, FormattableString.Invariant($"require/{index}/check"), check.Check, CelType.Bool, other => compiled with { Checks = compiled.Checks.SetItem(at, check with { Check = other }) });
        }

        if (compiled.Population is { } population) yield return new Part("population", "population", population, CelType.Int, other => compiled with { Population = other });
        if (compiled.NotApplicableWhen is { } when) yield return new Part("not-applicable", "notApplicable/when", when, CelType.Bool, other => compiled with { NotApplicableWhen = other });
    }

    private static Library.Policy? Mutate(Library.Policy policy, Part part, ExpressionChange change)
    {
        var defects = new DefectCollector(Limits.Default);
        var other = Expression.Compile(change.Text, new Locator(policy.Path), policy.Compiled.Environment, part.Type, defects);
        return other is null ? null : policy.With(part.Replace(other));
    }

    private sealed record Part(string Name, string Path, Expression Expression, CelType Type, Func<Expression, CompiledPolicy> Replace);
}
