using System.Collections.Immutable;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Vex;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>The product tree of a CSAF document: what each product id is, and which products a group has.</summary>
internal sealed class CsafProducts
{
    private const int MaxDepth = 64;

    private readonly Dictionary<string, JsonValue> relationships = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> groups = new(StringComparer.Ordinal);

    public CsafProducts(JsonValue root)
    {
        var tree = root["product_tree"];
        var open = new Stack<(JsonValue Branch, string Above, int Depth)>(tree["branches"].Items.Reverse().Select(branch => (branch, "", 1)));
        while (open.TryPop(out var one))
        {
            Branches.Add((one.Branch, one.Above, one.Depth));
            Define(one.Branch["product"]);
            if (one.Depth >= MaxDepth) continue;
            var above = $"{one.Above}/{one.Branch["category"].AsText}";
            foreach (var branch in one.Branch["branches"].Items.Reverse()) open.Push((branch, above, one.Depth + 1));
        }

        foreach (var product in tree["full_product_names"].Items) Define(product);
        foreach (var relationship in tree["relationships"].Items.Concat(tree["product_paths"].Items))
        {
            Define(relationship["full_product_name"]);
            if (relationship["full_product_name"]["product_id"].AsText is { } id) relationships.TryAdd(id, relationship);
        }

        foreach (var group in tree["product_groups"].Items)
        {
            if (group["group_id"].AsText is not { } id) continue;
            GroupDefinitions.Add((id, group["group_id"]));
            if (!groups.TryGetValue(id, out var members)) groups[id] = members = new(StringComparer.Ordinal);
            members.UnionWith(group["product_ids"].Items.Select(product => product.AsText).OfType<string>());
        }
    }

    /// <summary>Every branch with the categories above it (<c>/vendor/product_name</c>) and its depth from 1.</summary>
    public List<(JsonValue Branch, string Above, int Depth)> Branches { get; } = [];

    /// <summary>Every definition of a product id, in the order of the tree; an id that is defined twice is there twice.</summary>
    public List<(string Id, JsonValue Product)> Definitions { get; } = [];

    public List<(string Id, JsonValue Place)> GroupDefinitions { get; } = [];

    private readonly Dictionary<string, JsonValue> byId = new(StringComparer.Ordinal);

    public bool IsInGroup(string group, string product) => groups.TryGetValue(group, out var members) && members.Contains(product);

    /// <summary>The ids of a list of products and groups.</summary>
    public IEnumerable<string> Members(JsonValue item) =>
        item["product_ids"].Items.Select(id => id.AsText).OfType<string>()
            .Concat(item["group_ids"].Items.SelectMany(id => groups.GetValueOrDefault(id.AsText ?? "", [])));

    /// <summary>The product as statements know it; a component in a platform is the platform with a part. Null for an id that is not defined.</summary>
    public VexProduct? Of(string id)
    {
        if (!byId.TryGetValue(id, out var product)) return null;
        if (!relationships.TryGetValue(id, out var relationship)) return new VexProduct(Identifiers(product), []);
        var ids = PartsOf(relationship).ToList();
        var part = byId.GetValueOrDefault(ids.FirstOrDefault(""));
        var platforms = ids.Skip(1).Select(one => byId.GetValueOrDefault(one)).Where(one => one.HasValue);
        var identifiers = Identifiers(product, withName: false).Concat(platforms.SelectMany(platform => Identifiers(platform))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new VexProduct([.. identifiers], part.HasValue ? [Identifiers(part)] : []);
    }

    /// <summary>What a relationship (2.0) or a path (2.1) is made of: the part first, then what it is in or on.</summary>
    public static IEnumerable<string> PartsOf(JsonValue relationship)
    {
        var all = new[] { relationship["product_reference"], relationship["relates_to_product_reference"], relationship["beginning_product_reference"] }.Concat(relationship["subpaths"].Items.Select(next => next["next_product_reference"]));
        return all.Select(id => id.AsText).OfType<string>();
    }

    private void Define(JsonValue product)
    {
        if (product["product_id"].AsText is not { } id) return;
        Definitions.Add((id, product));
        byId.TryAdd(id, product);
    }

    private static ImmutableArray<string> Identifiers(JsonValue product, bool withName = true)
    {
        var helper = product["product_identification_helper"];
        var purls = helper["purls"].Items.Append(helper["purl"]).Select(purl => purl.AsText);
        var hashes = helper["hashes"].Items.SelectMany(hash => hash["file_hashes"].Items).Where(hash => hash["algorithm"].TextEquals("sha256")).Select(hash => $"sha256:{hash["value"].AsText}");
        var names = purls.Append(helper["cpe"].AsText).Concat(hashes).OfType<string>().ToList();
        if (names.Count == 0 && withName && product["name"].AsText is { } name) names.Add(name);
        return [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
