using Compliance.Formats.Reading;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library;

/// <summary>Checks that the controls, objectives and forces that a policy names are those of the catalogs.</summary>
internal static class ControlCheck
{
    public static void Check(Policy policy, IReadOnlyDictionary<string, ControlCatalogDocument> catalogs, DefectCollector defects)
    {
        foreach (var (control, index) in policy.Document.Controls.Select((control, index) => (control, index)))
        {
            Locator At(string field) => policy.PlaceOf(FormattableString.Invariant($"controls/{index}/{field}"));
            if (!catalogs.TryGetValue(control.Framework, out var catalog))
            {
                defects.Add(PolicyDiagnostics.UnknownControl, At("framework"), $"there is no catalog '{control.Framework}'; there are {string.Join(", ", catalogs.Keys)}");
                continue;
            }

            var known = catalog.Controls.FirstOrDefault(entry => entry.Id == control.Id);
            if (known is null)
            {
                defects.Add(PolicyDiagnostics.UnknownControl, At("id"), $"{control.Framework} lists no '{control.Id}'{NearestName.Hint(control.Id, catalog.Controls.Select(entry => entry.Id))}");
                continue;
            }

            if (control.Objective is { } objective && !known.Objectives.Contains(objective))
                defects.Add(PolicyDiagnostics.UnknownControl, At("objective"), $"{control.Id} has no objective '{objective}'; it has {string.Join(", ", known.Objectives)}");
            if (control.Force is { } force && force != (known.ForceByClass.IsEmpty ? known.Force : Force.ByClass))
                defects.Add(PolicyDiagnostics.UnknownControl, At("force"), $"the catalog gives {control.Id} another force than {DocumentReader.WordOf(force)}");
        }

        CheckRules(policy, defects);
    }

    private static void CheckRules(Policy policy, DefectCollector defects)
    {
        var forceful = policy.Document.Controls.Where(control => control.Force is not null).Select(control => control.Id).ToList();
        foreach (var (check, index) in policy.Document.Require.Select((check, index) => (check, index)))
        {
            foreach (var (rule, place) in check.Rules.Select((rule, place) => (rule, place)).Where(pair => !forceful.Contains(pair.rule)))
                defects.Add(PolicyDiagnostics.UnknownControl, policy.PlaceOf(FormattableString.Invariant($"require/{index}/rules/{place}")), $"the policy's controls name no '{rule}' with a force{NearestName.Hint(rule, forceful)}");
        }
    }
}
