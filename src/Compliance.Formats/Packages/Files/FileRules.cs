using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Formats.Packages.Files;

/// <summary>The catalog of rules that explain files which no package owns, in the order in which they are asked.</summary>
public sealed record FileRules(ImmutableArray<FileRule> Rules)
{
    /// <summary>Where the catalog lies below <c>policies/catalogs/</c>.</summary>
    public const string Path = "files/file-rules.yaml";

    private static readonly ImmutableArray<string> Kinds = ["generated", "configuration", "absence"];

    private static readonly ImmutableArray<string> Conditions = ["", "python-source", "package-name"];

    private static readonly ImmutableArray<string> Contents = ["program", "jar", "script", "plain"];

    private static readonly ImmutableArray<string> Members = ["id", "explains", "paths", "contents", "condition", "because", "source"];

    /// <summary>No rule at all: every file that no package owns stays unexplained.</summary>
    public static FileRules None { get; } = new([]);

    /// <summary>Strict: a verdict rests on it, so any defect rejects the catalog.</summary>
    public static Reading<FileRules> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var tree = YamlTree.Read(bytes, document, limits);
        if (!tree.TryGet(out var root)) return Readings.Reject<FileRules>(tree.Defects);
        var defects = new DefectCollector(limits);
        var rules = ImmutableArray.CreateBuilder<FileRule>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (root is not YamlMapping map || map["rules"] is not YamlSequence list)
        {
            defects.Add(FileRuleCodes.Malformed, root.Locator, "no list 'rules'");
        }
        else
        {
            foreach (var item in list.Items)
            {
                if (Rule(item, defects) is not { } rule) continue;
                if (!seen.Add(rule.Id)) defects.Add(FileRuleCodes.Malformed, item.Locator, $"the rule '{rule.Id}' stands here twice");
                rules.Add(rule);
            }
        }

        return defects.Count == 0 ? Readings.Accept(new FileRules(rules.ToImmutable())) : Readings.Reject<FileRules>(defects.ToImmutable());
    }

    private static FileRule? Rule(YamlNode node, DefectCollector defects)
    {
        var before = defects.Count;
        if (node is not YamlMapping map)
        {
            defects.Add(FileRuleCodes.Malformed, node.Locator, "a rule is a mapping");
            return null;
        }

        foreach (var entry in map.Entries.Where(entry => !Members.Contains(entry.Key.Text))) Bad(entry.Key, $"'{entry.Key.Text}' is no member of a rule");
        var (id, because, source) = (Text("id"), Text("because"), Text("source"));
        if (id.Length == 0 || because.Length == 0 || source.Length == 0) Bad(map, "a rule needs an id, because and source");
        var (explains, condition) = (Text("explains"), Text("condition"));
        if (!Kinds.Contains(explains)) Bad(map, $"'explains' is one of {string.Join(", ", Kinds)}");
        if (!Conditions.Contains(condition)) Bad(map, $"'{condition}' is no condition");
        var paths = Texts("paths").Select(PathPattern.Parse).ToList();
        if (paths.Count == 0 || paths.Contains(null)) Bad(map, "'paths' is a list of relative paths");
        var contents = map["contents"] is null ? [(int)FileContent.Plain] : Texts("contents").Select(name => Contents.IndexOf(name)).ToList();
        if (contents.Count == 0 || contents.Contains(-1)) Bad(map, $"'contents' is a list of {string.Join(", ", Contents)}");
        return defects.Count > before ? null : new FileRule(id, explains, [.. paths.Select(path => path!)], [.. contents.Select(index => (FileContent)index)], condition, because);

        void Bad(YamlNode place, string message) => defects.Add(FileRuleCodes.Malformed, place.Locator, message);

        string Text(string name) => map[name] is YamlScalar scalar ? scalar.Text : "";

        List<string> Texts(string name) => map[name] is YamlSequence sequence ? [.. sequence.Items.Select(item => item is YamlScalar scalar ? scalar.Text : "")] : [];
    }
}
