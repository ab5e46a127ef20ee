using System.Collections.Immutable;
using Compliance.Policy.Facts;

namespace Compliance.Reporting.Inventories;

/// <summary>What became different about the modules of an image between two audits.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="What">For <c>changed</c> the axis; otherwise empty.</param>
/// <param name="Meaning">
/// <c>update within a stream</c> (another version under the same certificate), <c>new bypass</c>, <c>certificate changed state</c>, <c>integrity changed</c>, <c>activation changed</c>, <c>vulnerabilities inside changed</c>, or empty.
/// </param>
public sealed record ModuleChange(string Kind, string Path, string Name, string What, string Before, string After, string Meaning)
{
    public const string WithinStream = "update within a stream";
    public const string NewBypass = "new bypass";
    public const string StateChanged = "certificate changed state";

    /// <summary>Modules are the same when family and path are; the order among several in one file is that of their fact ids.</summary>
    public static ImmutableArray<ModuleChange> Between(FactSet before, FactSet after)
    {
        var (old, young) = (Index(before), Index(after));
        var changes = ImmutableArray.CreateBuilder<ModuleChange>();
        foreach (var id in old.Keys.Union(young.Keys).Order(StringComparer.Ordinal))
        {
            var (left, right) = (old.GetValueOrDefault(id), young.GetValueOrDefault(id));
            if (left is null) changes.Add(new ModuleChange("added", right!.Module.Path, right.Module.Name, "", "", right.IsBypass ? $"{right.Version}, past the validated modules" : right.Version, right.IsBypass ? NewBypass : ""));
            else if (right is null) changes.Add(new ModuleChange("removed", left.Module.Path, left.Module.Name, "", left.Version, "", ""));
            else changes.AddRange(Changed(left, right));
        }

        return changes.ToImmutable();
    }

    private static IEnumerable<ModuleChange> Changed(ModuleRow left, ModuleRow right)
    {
        foreach (var (before, after) in left.Axes.Zip(right.Axes).Where(pair => pair.First != pair.Second))
            yield return new ModuleChange("changed", right.Module.Path, right.Module.Name, after.Axis, before.Value, after.Value, MeaningOf(after.Axis, left, right));
        if (!left.IsBypass && right.IsBypass) yield return new ModuleChange("changed", right.Module.Path, right.Module.Name, "bypass", "no", "yes", NewBypass);
    }

    private static string MeaningOf(string axis, ModuleRow left, ModuleRow right) => axis switch
    {
        "identified" when IsCertified(left) && IsCertified(right) && left.Module.Certificates.Intersect(right.Module.Certificates).Any() => WithinStream,
        "certificate-state" => StateChanged,
        "integrity" => "integrity changed",
        "activation" => "activation changed",
        "affected-by" => "vulnerabilities inside changed",
        _ => "",
    };

    private static bool IsCertified(ModuleRow row) => row.Module.CertificateMatch is { IsKnown: true, Value: "exact" or "update-stream" };

    private static Dictionary<string, ModuleRow> Index(FactSet facts) => ModuleRow.Of(facts).ToDictionary(row => row.Fact.Id, StringComparer.Ordinal);
}
