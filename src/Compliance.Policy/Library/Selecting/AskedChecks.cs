using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;
using Compliance.Policy.Results;

namespace Compliance.Policy.Library;

/// <summary>Checks the list of what is asked of an image, and picks what a profile still needs from people.</summary>
internal static class AskedChecks
{
    public static void CheckControls(PolicyLibrary library, DefectCollector defects)
    {
        foreach (var (control, place) in library.Checks.SelectMany((check, index) => check.Controls.Select((control, at) => (control, FormattableString.Invariant($"checks/{index}/controls/{at}")))))
        {
            var known = library.Catalogs.TryGetValue(control.Framework, out var catalog) ? catalog.Controls.FirstOrDefault(entry => entry.Id == control.Id) : null;
            if (known is null) defects.Add(PolicyDiagnostics.UnknownControl, PlaceOf(library, $"{place}/id"), $"{control.Framework} lists no '{control.Id}'");
            else if (control.Objective is { } objective && !known.Objectives.Contains(objective))
                defects.Add(PolicyDiagnostics.UnknownControl, PlaceOf(library, $"{place}/objective"), $"{control.Id} has no objective '{objective}'");
        }
    }

    /// <summary>Policies that the list names and that do not exist. Only a whole folder can tell: a package holds the policies of one profile.</summary>
    public static IEnumerable<Defect> MissingPolicies(PolicyLibrary library) =>
        from pair in library.Checks.Select((check, index) => (check, index))
        from policy in pair.check.Policies.Select((id, at) => (id, at))
        where !library.Policies.ContainsKey(policy.id)
        select new Defect(PolicyDiagnostics.UnknownPolicy, PlaceOf(library, FormattableString.Invariant($"checks/{pair.index}/policies/{policy.at}")), $"there is no policy '{policy.id}'{NearestName.Hint(policy.id, library.Policies.Keys)}");

    /// <summary>What people have to provide under a profile: checks with a need that speaks to a control that the profile asks for.</summary>
    public static ImmutableArray<HumanNeed> NeedsOf(PolicyLibrary library, Profile profile) =>
    [
        .. from check in library.Checks
           where check.Needs is not null
           let controls = check.Controls.Where(control => profile.Document.Frameworks.Contains(control.Framework) && ProfileControls.IsAsked(library, profile.Document, control.Framework, control.Id)).ToImmutableArray()
           where !controls.IsEmpty
           orderby check.Id
           select new HumanNeed(new NeededEvidence(check.Id, check.Title, DocumentReader.WordOf(check.Needs!.Method), check.Needs.Provide), controls),
    ];

    private static Locator PlaceOf(PolicyLibrary library, string path) => library.CheckPlaces.TryGetValue(path, out var place) ? place : new Locator("catalogs/checks.yaml");
}
