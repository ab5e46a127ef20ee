using System.Collections.Immutable;
using Compliance.Policy.Facts;

namespace Compliance.Reporting.Inventories;

/// <summary>
/// Every cryptographic module of a system with what it is used for: those that image bytes prove, those that the system file declares, and those that are inherited. Nothing is left out:
/// a module that can be reached and that no use names has a row that says so, and so has a use whose module no image holds.
/// </summary>
public static class ModuleUses
{
    private const string NotDeclared = "use not declared";

    /// <summary>Ordered by table, service, name of the use and module.</summary>
    public static ImmutableArray<ModuleUse> Of(IEnumerable<FactSet> images)
    {
        var sets = images.ToList();
        var all = sets.SelectMany(Declarations).ToList();
        var outside = all.Where(one => one.Topic == "module").DistinctBy(one => one.Name).ToList();
        var plans = all.Where(one => one.Topic == "unvalidated").ToLookup(one => one.Module, StringComparer.Ordinal);
        var rows = sets.SelectMany(set => OfImage(set, outside, plans)).Concat(outside.Select(module => OfOutside(module, plans)));
        return
        [
            .. rows.Distinct().OrderBy(row => row.Table switch { ModuleUse.InTransit => 0, ModuleUse.AtRest => 1, _ => 2 }).ThenBy(row => row.Service, StringComparer.Ordinal)
                .ThenBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.Module.Title, StringComparer.Ordinal).ThenBy(row => row.Module.Image, StringComparer.Ordinal).ThenBy(row => row.Module.Path, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<DeclarationFact> Declarations(FactSet set) => set.OfKind(FactKind.Declaration).Select(fact => fact.Value).OfType<DeclarationFact>();

    private static IEnumerable<ModuleUse> OfImage(FactSet set, List<DeclarationFact> outside, ILookup<string, DeclarationFact> plans)
    {
        var declarations = Declarations(set).ToList();
        var uses = declarations.Where(one => one.Topic == "use").ToList();
        var services = string.Join(", ", declarations.Where(one => one.Topic == "service").Select(one => one.Name).Order(StringComparer.Ordinal));
        var found = ModuleRow.Of(set).Where(row => !row.Module.Reachable.IsKnown || row.Module.Reachable.Value).ToList();
        var image = set.Subject.ToString();
        foreach (var use in uses)
        {
            var own = found.Where(row => row.Module.Name == use.Module && use.Module.Length > 0).ToList();
            foreach (var row in own) yield return OfUse(use, ModuleSide.Of(row, image, use), outside, plans);
            if (own.Count == 0) yield return OfUse(use, Stated(use, outside), outside, plans);
        }

        var named = uses.Select(use => use.Module).ToHashSet(StringComparer.Ordinal);
        foreach (var row in found.Where(row => !named.Contains(row.Module.Name)))
        {
            var side = ModuleSide.Of(row, image, null);
            yield return new ModuleUse(ModuleUse.Other, services, "", side, null, NotDeclared, "", Notes(side, "", plans));
        }
    }

    private static ModuleUse OfUse(DeclarationFact use, ModuleSide side, List<DeclarationFact> outside, ILookup<string, DeclarationFact> plans)
    {
        var isTransit = use.Purpose == ModuleUse.InTransit;
        var farEnd = !isTransit || (use.Peer.Length == 0 && use.PeerArea.Length == 0) ? null
            : outside.Find(module => module.Name == use.Peer) is { } peer ? ModuleSide.Of(peer, use.PeerArea)
            : Unlisted(use.Peer, use.PeerArea);
        return new ModuleUse(use.Purpose.Length == 0 ? ModuleUse.Other : use.Purpose, use.Service, use.Name, side, farEnd, use.Name, isTransit ? use.Protocol : use.Encryption, Notes(side, use.Notes, plans));
    }

    /// <summary>What a use names and the image does not hold.</summary>
    private static ModuleSide Stated(DeclarationFact use, List<DeclarationFact> outside) =>
        outside.Find(module => module.Name == use.Module) is { } module ? ModuleSide.Of(module, use.Area) : Unlisted(use.Module, use.Area) with { Placement = use.Placement };

    private static ModuleSide Unlisted(string name, string area) =>
        new(area, "None", "unknown", "unknown", "", name.Length == 0 ? "not stated" : name, "", "", "", ModuleSide.Declared, "", "");

    private static ModuleUse OfOutside(DeclarationFact module, ILookup<string, DeclarationFact> plans)
    {
        var side = ModuleSide.Of(module, module.ModuleKind);
        return new ModuleUse(module.Purpose.Length == 0 ? ModuleUse.Other : module.Purpose, module.Service, module.Name, side, null, module.Usage, module.Encryption, Notes(side, Words(module.Configuration, module.Notes), plans));
    }

    private static string Notes(ModuleSide side, string own, ILookup<string, DeclarationFact> plans) => Words(
    [
        own,
        side.State switch
        {
            "historical" => "The module's certificate is Historical on the judged date.",
            "revoked" => "The module's certificate is Revoked.",
            "interim-passed" => "The sunset of the interim validation has passed: see NIST's list.",
            _ => "",
        },
        .. plans[side.Module].Select(plan => Words($"{plan.Component}, {plan.Usage}: {plan.Impact}.", plan.Poam.Length == 0 ? "No POA&M item." : $"See POA&M ID {plan.Poam}{(plan.Due.Length == 0 ? "" : $", due {plan.Due}")}{(plan.Overdue == "yes" ? ", overdue" : "")}.")),
    ]);

    private static string Words(params IEnumerable<string> parts) => string.Join(' ', parts.Where(part => part.Length > 0).Distinct(StringComparer.Ordinal));
}
