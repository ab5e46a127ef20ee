using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Formats.Sbom.Profiles;

/// <summary>What some guidance asks of a document: data, with version, date and source.</summary>
/// <param name="State"><c>final</c>, <c>draft</c> or <c>superseded</c>.</param>
public sealed record SbomProfile(string Id, string Title, string Version, string Date, string State, string Source, ImmutableArray<SbomProfileRule> Rules)
{
    /// <summary>Where profiles lie below <c>policies/catalogs/</c>, one file each.</summary>
    public const string Folder = "sbom-profiles/";

    private static readonly ImmutableArray<string> Members = ["id", "title", "version", "date", "state", "source", "rules"];

    private static readonly ImmutableArray<string> RuleMembers = ["id", "scope", "check", "force", "text", "values", "acceptsUnknown", "acceptsTool"];

    private static readonly ImmutableArray<string> States = ["final", "draft", "superseded"];

    private static readonly ImmutableArray<string> Scopes = ["document", "component", "primary"];

    private static readonly ImmutableArray<string> Forces = ["must", "must-if-exists", "should"];

    /// <summary>Strict: any defect rejects the profile.</summary>
    public static Reading<SbomProfile> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var tree = YamlTree.Read(bytes, document, limits);
        if (!tree.TryGet(out var root)) return Readings.Reject<SbomProfile>(tree.Defects);
        var defects = new DefectCollector(limits);
        if (root is not YamlMapping map || map["rules"] is not YamlSequence list)
        {
            defects.Add(SbomCodes.BadProfile, root.Locator, "no list 'rules'");
            return Readings.Reject<SbomProfile>(defects.ToImmutable());
        }

        Unexpected(map, Members, defects);
        foreach (var member in Members.Where(member => member != "rules" && Text(map, member).Length == 0)) defects.Add(SbomCodes.BadProfile, root.Locator, $"'{member}' is missing");
        if (!States.Contains(Text(map, "state"))) defects.Add(SbomCodes.BadProfile, root.Locator, $"'state' is one of {string.Join(", ", States)}");
        var rules = ImmutableArray.CreateBuilder<SbomProfileRule>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (Rule(item, defects) is not { } rule) continue;
            if (!seen.Add(rule.Id)) defects.Add(SbomCodes.BadProfile, item.Locator, $"the rule '{rule.Id}' stands here twice");
            rules.Add(rule);
        }

        return defects.Count > 0
            ? Readings.Reject<SbomProfile>(defects.ToImmutable())
            : Readings.Accept(new SbomProfile(Text(map, "id"), Text(map, "title"), Text(map, "version"), Text(map, "date"), Text(map, "state"), Text(map, "source"), rules.ToImmutable()));
    }

    private static SbomProfileRule? Rule(YamlNode node, DefectCollector defects)
    {
        var before = defects.Count;
        if (node is not YamlMapping map)
        {
            defects.Add(SbomCodes.BadProfile, node.Locator, "a rule is a mapping");
            return null;
        }

        Unexpected(map, RuleMembers, defects);
        var rule = new SbomProfileRule(
            Text(map, "id"), Text(map, "scope"), Text(map, "check"), Text(map, "force"), Text(map, "text"),
            map["values"] is YamlSequence values ? [.. values.Items.OfType<YamlScalar>().Select(value => value.Text)] : [],
            Text(map, "acceptsUnknown") == "true", Text(map, "acceptsTool") == "true");
        if (rule.Id.Length == 0 || rule.Text.Length == 0) defects.Add(SbomCodes.BadProfile, node.Locator, "a rule needs an id and a text");
        if (!Scopes.Contains(rule.Scope)) defects.Add(SbomCodes.BadProfile, node.Locator, $"'scope' is one of {string.Join(", ", Scopes)}");
        if (!Forces.Contains(rule.Force)) defects.Add(SbomCodes.BadProfile, node.Locator, $"'force' is one of {string.Join(", ", Forces)}");
        if (!SbomChecks.Exists(rule.Scope, rule.Check)) defects.Add(SbomCodes.BadProfile, node.Locator, $"'{rule.Check}' is no check of a {rule.Scope}");
        return defects.Count > before ? null : rule;
    }

    private static void Unexpected(YamlMapping map, ImmutableArray<string> members, DefectCollector defects)
    {
        foreach (var entry in map.Entries.Where(entry => !members.Contains(entry.Key.Text))) defects.Add(SbomCodes.BadProfile, entry.Key.Locator, $"'{entry.Key.Text}' is no member here");
    }

    private static string Text(YamlMapping map, string name) => map[name] is YamlScalar scalar ? scalar.Text : "";
}
