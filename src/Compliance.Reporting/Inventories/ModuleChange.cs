using System.Collections.Immutable;
using Compliance.Policy.Facts;

namespace Compliance.Reporting.Inventories;

/// <summary>What became different about the modules of an image between two audits.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="What">For <c>changed</c> the axis; otherwise empty.</param>
public sealed record ModuleChange(string Kind, string Path, string Name, string What, string Before, string After)
{
    /// <summary>Modules are the same when family and path are; the order among several in one file is that of their fact ids.</summary>
    public static ImmutableArray<ModuleChange> Between(FactSet before, FactSet after)
    {
        var (old, young) = (Index(before), Index(after));
        var changes = ImmutableArray.CreateBuilder<ModuleChange>();
        foreach (var id in old.Keys.Union(young.Keys).Order(StringComparer.Ordinal))
        {
            var (left, right) = (old.GetValueOrDefault(id), young.GetValueOrDefault(id));
            if (left is null) changes.Add(new ModuleChange("added", right!.Module.Path, right.Module.Name, "", "", right.IsBypass ? $"{right.Version}, past the validated modules" : right.Version));
            else if (right is null) changes.Add(new ModuleChange("removed", left.Module.Path, left.Module.Name, "", left.Version, ""));
            else changes.AddRange(left.Axes.Zip(right.Axes).Where(pair => pair.First != pair.Second).Select(pair => new ModuleChange("changed", right.Module.Path, right.Module.Name, pair.First.Axis, pair.First.Value, pair.Second.Value)));
        }

        return changes.ToImmutable();
    }

    private static Dictionary<string, ModuleRow> Index(FactSet facts) => ModuleRow.Of(facts).ToDictionary(row => row.Fact.Id, StringComparer.Ordinal);
}
