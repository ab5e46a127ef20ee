using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>Puts a profile, its policies and a system file together, and checks that they fit.</summary>
internal static class PolicySelection
{
    public static Reading<PolicySet> Make(PolicyLibrary library, Profile profile, SystemFile system, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var selected = ImmutableArray.CreateBuilder<SelectedPolicy>();
        foreach (var (entry, index) in profile.Document.Policies.Select((entry, index) => (entry, index)))
        {
            if (library.Policies.TryGetValue(entry.Id, out var policy)) selected.Add(Select(library, policy, entry, index, profile, system, defects));
        }

        // A package holds one profile with its policies: names of others can't be told from mistakes there.
        if (library.Profiles.Count > 1 || library.Policies.Count > profile.Document.Policies.Length) CheckSystem(library, system, defects);
        return defects.Count > 0
            ? Readings.Reject<PolicySet>(defects.ToImmutable())
            : Readings.Accept(new PolicySet(profile, system, [.. selected.OrderBy(policy => policy.Policy.Id, StringComparer.Ordinal)], Files(library, profile), Objectives(library, profile))
            {
                Needs = AskedChecks.NeedsOf(library, profile),
                BindDeclaredUses = [.. library.Catalogs.Values.SelectMany(catalog => catalog.Controls.Where(control => control.BindsDeclaredUses is true).Select(control => $"{catalog.Framework}/{control.Id}"))],
            });
    }

    /// <summary>What can be wrong with a profile by itself: policies that don't exist, values that don't fit.</summary>
    /// <param name="named">Policies that exist, also those that could not be read: they have defects of their own.</param>
    public static void Check(PolicyLibrary library, Profile profile, IReadOnlySet<string> named, DefectCollector defects)
    {
        foreach (var (entry, index) in profile.Document.Policies.Select((entry, index) => (entry, index)))
        {
            if (library.Policies.TryGetValue(entry.Id, out var policy))
            {
                Select(library, policy, entry, index, profile, SystemFile.Neutral, defects);
                continue;
            }

            if (named.Contains(entry.Id)) continue;
            defects.Add(PolicyDiagnostics.UnknownPolicy, profile.PlaceOf(FormattableString.Invariant($"policies/{index}/id")), $"there is no policy '{entry.Id}'{NearestName.Hint(entry.Id, library.Policies.Keys)}");
        }
    }

    private static SelectedPolicy Select(PolicyLibrary library, Policy policy, ProfilePolicyDocument entry, int index, Profile profile, SystemFile system, DefectCollector defects)
    {
        var values = ParameterValues.Defaults(policy.Document);
        values = ParameterValues.Override(policy, values, entry.Parameters, name => profile.PlaceOf(FormattableString.Invariant($"policies/{index}/parameters/{name}")), defects);
        if (system.Document.Parameters.TryGetValue(policy.Id, out var own))
            values = ParameterValues.Override(policy, values, own, name => system.PlaceOf($"parameters/{policy.Id}/{name}"), defects);
        return new SelectedPolicy(policy, entry.Severity ?? policy.Document.Severity, values, ProfileControls.Of(library, profile, policy))
        {
            Bindings = RuleBindings.Of(library, profile, system, policy),
        };
    }

    private static void CheckSystem(PolicyLibrary library, SystemFile system, DefectCollector defects)
    {
        foreach (var id in system.Document.Parameters.Keys.Where(id => !library.Policies.ContainsKey(id)))
            defects.Add(PolicyDiagnostics.UnknownPolicy, system.PlaceOf($"parameters/{id}"), $"there is no policy '{id}'{NearestName.Hint(id, library.Policies.Keys)}");
        foreach (var (deviation, index) in system.Document.Deviations.Select((deviation, index) => (deviation, index)))
        {
            var place = FormattableString.Invariant($"deviations/{index}");
            if (!library.Policies.TryGetValue(deviation.Policy, out var policy))
                defects.Add(PolicyDiagnostics.UnknownPolicy, system.PlaceOf($"{place}/policy"), $"there is no policy '{deviation.Policy}'{NearestName.Hint(deviation.Policy, library.Policies.Keys)}");
            else if (policy.Document.Require.All(check => !check.Rules.Contains(deviation.Rule)))
                defects.Add(PolicyDiagnostics.UnknownControl, system.PlaceOf($"{place}/rule"), $"no check of {deviation.Policy} has its force from '{deviation.Rule}'");
        }
    }

    private static ImmutableHashSet<string> Objectives(PolicyLibrary library, Profile profile) => library.Catalogs
        .Where(catalog => profile.Document.Frameworks.Contains(catalog.Key))
        .SelectMany(catalog => catalog.Value.Controls.SelectMany(control => control.Objectives.Append(control.Id)))
        .ToImmutableHashSet(StringComparer.Ordinal);

    private static ImmutableArray<PolicyFile> Files(PolicyLibrary library, Profile profile)
    {
        var paths = profile.Document.Policies.Select(entry => library.Policies[entry.Id].Path).Append(profile.Path).ToHashSet(StringComparer.Ordinal);
        return [.. library.Files.Where(file => paths.Contains(file.Path) || (file.Path.StartsWith("catalogs/", StringComparison.Ordinal) && !file.Path.EndsWith(".schema.json", StringComparison.Ordinal)))];
    }
}
