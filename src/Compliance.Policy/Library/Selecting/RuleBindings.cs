using System.Collections.Immutable;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>
/// Resolves which rules bind the checks of a policy, with which force, from which day. A check that names no rule of the profile's frameworks is a
/// <c>must</c>; so is one whose rule is not yet in force for the system: a later rule text softens nothing before its day.
/// </summary>
internal static class RuleBindings
{
    public static ImmutableSortedDictionary<string, ImmutableArray<RuleBinding>> Of(PolicyLibrary library, Profile profile, SystemFile system, Policy policy) =>
        policy.Document.Require.Where(check => !check.Rules.IsEmpty).GroupBy(check => check.Id, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => Of(library, profile, system, policy, group.First()), StringComparer.Ordinal);

    private static ImmutableArray<RuleBinding> Of(PolicyLibrary library, Profile profile, SystemFile system, Policy policy, CheckDocument check) =>
    [
        .. from control in policy.Document.Controls
           where check.Rules.Contains(control.Id) && profile.Document.Frameworks.Contains(control.Framework)
           let force = ProfileControls.ForceOf(library, profile.Document, control)
           where force is Force.May or Force.Should or Force.Must
           orderby control.Id
           select new RuleBinding(control.Id, force.Value, InForceFrom(profile.Document, system.Document, control.Id)),
    ];

    private static string? InForceFrom(ProfileDocument profile, SystemDocument system, string rule)
    {
        var text = profile.Rules.FirstOrDefault(text => text.Ruleset is { } ruleset && rule.StartsWith($"{ruleset}-", StringComparison.Ordinal));
        if (text is null) return null;
        var adopted = system.Adopted.Where(adoption => adoption.Ruleset == text.Ruleset).Select(adoption => Later(adoption.On, text.OptionalFrom)).Min(StringComparer.Ordinal);
        return adopted is null ? text.MaintainFrom : text.MaintainFrom is null ? adopted : Earlier(adopted, text.MaintainFrom);
    }

    // Nothing can be adopted before it may be followed.
    private static string Later(string day, string? floor) => floor is not null && string.CompareOrdinal(day, floor) < 0 ? floor : day;

    private static string Earlier(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? one : other;
}
