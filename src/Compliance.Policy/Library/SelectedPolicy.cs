using System.Collections.Immutable;
using Compliance.Policy.Documents;
using Compliance.Policy.Results;

namespace Compliance.Policy.Library;

/// <summary>A policy as a profile and a system use it.</summary>
/// <param name="Parameters">Every parameter with the value that is used.</param>
/// <param name="Controls">Those of the profile's frameworks, with the force that the profile gives them.</param>
public sealed record SelectedPolicy(Policy Policy, Severity Severity, ImmutableSortedDictionary<string, object> Parameters, ImmutableArray<ControlReference> Controls)
{
    /// <summary>Rules by the check that they bind; a check that is not here is a must.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<RuleBinding>> Bindings { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<RuleBinding>>.Empty;

    /// <summary>The greatest force among the rules that bind the check on a day (ISO 8601); must where none does yet.</summary>
    public CheckForce ForceOf(string check, string day)
    {
        var binding = Bindings.GetValueOrDefault(check, [])
            .Where(rule => rule.InForceFrom is not { } from || string.CompareOrdinal(from, day) <= 0)
            .OrderByDescending(rule => rule.Force).ThenBy(rule => rule.Rule, StringComparer.Ordinal).FirstOrDefault();
        return binding is null ? CheckForce.Must : new CheckForce(binding.Force, binding.Rule);
    }
}
