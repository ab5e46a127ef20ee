using System.Collections.Immutable;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Library.Matrix;

/// <summary>Which policies speak to which control, in which profiles: the table that an assessor and an engineer read together.</summary>
public static class ControlMatrix
{
    /// <summary>
    /// One row for each framework, control and objective, and one for each control of a catalog to which no policy speaks; ordered by framework, then as
    /// the catalog lists its controls, then by objective.
    /// </summary>
    public static ImmutableArray<ControlMatrixRow> Of(PolicyLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        var named = library.Policies.Values
            .SelectMany(policy => policy.Document.Controls.Select(control => (policy.Id, Control: control)))
            .ToLookup(entry => (entry.Control.Framework, entry.Control.Id), entry => (Policy: entry.Id, entry.Control));
        return
        [
            .. from catalog in library.Catalogs.Values
               from control in catalog.Controls
               from row in Rows(library, catalog, control, [.. named[(catalog.Framework, control.Id)]])
               select row,
        ];
    }

    /// <summary>The checks of <c>catalogs/checks.yaml</c> that need human evidence, in the catalog's order; none where there is no such catalog.</summary>
    public static ImmutableArray<NeedRow> NeedsOf(PolicyLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        return
        [
            .. from check in library.Checks
               where check.Needs is not null
               select new NeedRow(
                   check.Id, check.Title, DocumentReader.WordOf(check.Needs!.Method), check.Needs.Provide, check.Policies, [.. check.Controls.Select(control => control.Objective ?? control.Id)]),
        ];
    }

    private static IEnumerable<ControlMatrixRow> Rows(PolicyLibrary library, ControlCatalogDocument catalog, CatalogControlDocument control, ImmutableArray<(string Policy, ControlDocument Control)> named)
    {
        if (named.IsEmpty) yield return new ControlMatrixRow(catalog.Framework, control.Id, control.Title, "", [], [], ForceOf(control));
        foreach (var objective in named.GroupBy(entry => entry.Control.Objective ?? "", StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            ImmutableArray<string> policies = [.. objective.Select(entry => entry.Policy).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            ImmutableArray<string> profiles =
            [
                .. library.Profiles.Values
                    .Where(profile => profile.Document.Frameworks.Contains(catalog.Framework) && profile.Document.Policies.Any(policy => policies.Contains(policy.Id)))
                    .Select(profile => profile.Id).Order(StringComparer.Ordinal),
            ];
            yield return new ControlMatrixRow(catalog.Framework, control.Id, control.Title, objective.Key, policies, profiles, ForceOf(control));
        }
    }

    private static string ForceOf(CatalogControlDocument control) => control switch
    {
        { ForceByClass.IsEmpty: false } => string.Join(", ", control.ForceByClass.Select(pair => $"{pair.Key} {pair.Value}")),
        { Force: { } force } => DocumentReader.WordOf(force),
        _ => "",
    };
}
