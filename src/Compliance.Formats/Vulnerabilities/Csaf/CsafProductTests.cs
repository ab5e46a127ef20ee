using System.Collections.Immutable;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>Mandatory tests about products, groups and their status.</summary>
internal static class CsafProductTests
{
    private const int MaxBranchDepth = 30;

    private static readonly ImmutableArray<(string Group, string[] Names)> StatusGroups =
    [
        ("affected", ["first_affected", "known_affected", "last_affected"]), ("not affected", ["known_not_affected"]), ("fixed", ["first_fixed", "fixed"]),
        ("under investigation", ["under_investigation"]), ("unknown", ["unknown"]),
    ];

    private static readonly string[] RangeWords = ["<", "<=", ">", ">=", "after", "all", "before", "earlier", "later", "prior", "versions"];

    public static ImmutableArray<CsafTest> All { get; } =
    [
        new("6.1.1", "Missing Definition of Product ID", model => References(model.Root).Where(id => id.AsText is not null && model.Products.Of(id.AsText!) is null).Select(id => new CsafFinding(id, $"the product '{id.AsText}' is not defined"))),
        new("6.1.2", "Multiple Definition of Product ID", model => Twice(model.Products.Definitions.Select(one => (one.Id, one.Product["product_id"])), "product")),
        new("6.1.3", "Circular Definition of Product ID", Circular),
        new("6.1.4", "Missing Definition of Product Group ID", MissingGroups),
        new("6.1.5", "Multiple Definition of Product Group ID", model => Twice(model.Products.GroupDefinitions, "group")),
        new("6.1.6", "Contradicting Product Status", Contradicting),
        new("6.1.13", "PURL", model => Purls(model).Where(purl => !PackageUrl.Parse(purl.AsText ?? "").TryGet(out _)).Select(purl => new CsafFinding(purl, $"'{purl.AsText}' is no package URL"))),
        new("6.1.25", "Multiple Use of Same Hash Algorithm", model => model.Products.Definitions
            .SelectMany(one => one.Product["product_identification_helper"]["hashes"].Items)
            .SelectMany(hash => Twice(hash["file_hashes"].Items.Select(item => (item["algorithm"].AsText ?? "", item)), "algorithm"))),
        new("6.1.29", "Remediation without Product Reference", model => Unreferenced(model, "remediations")),
        new("6.1.31", "Version Range in Product Version", model => model.Products.Branches
            .Where(one => one.Branch["category"].TextEquals("product_version") && HasRange(one.Branch["name"].AsText ?? ""))
            .Select(one => new CsafFinding(one.Branch["name"], "a product version holds a range"))),
        new("6.1.32", "Flag without Product Reference", model => Unreferenced(model, "flags")),
        new("6.1.33", "Multiple Flags with VEX Justification Codes per Product", MultipleFlags),
        new("6.1.34", "Branches Recursion Depth", model => model.Products.Branches.Where(one => one.Depth > MaxBranchDepth).Select(one => new CsafFinding(one.Branch, "more than 30 branches below each other")).Take(1), "2.1"),
        new("6.1.42", "PURL Qualifiers", PurlQualifiers, "2.1"),
        new("6.1.43", "Use of Multiple Stars in Model Number", model => Stars(model, "model_numbers"), "2.1"),
        new("6.1.44", "Use of Multiple Stars in Serial Number", model => Stars(model, "serial_numbers"), "2.1"),
        new("6.1.57", "Stacked Branch Categories", model => model.Products.Branches
            .Where(one => one.Branch["category"].AsText is { } category && category is not "product_family" && one.Above.Split('/').Contains(category, StringComparer.Ordinal))
            .Select(one => new CsafFinding(one.Branch["category"], "the category stands above itself")), "2.1"),
    ];

    /// <summary>Every product id that something refers to.</summary>
    private static IEnumerable<JsonValue> References(JsonValue root)
    {
        var tree = root["product_tree"];
        foreach (var id in tree["product_groups"].Items.SelectMany(group => group["product_ids"].Items)) yield return id;
        foreach (var relationship in tree["relationships"].Items)
        {
            yield return relationship["product_reference"];
            yield return relationship["relates_to_product_reference"];
        }

        foreach (var path in tree["product_paths"].Items)
        {
            yield return path["beginning_product_reference"];
            foreach (var next in path["subpaths"].Items) yield return next["next_product_reference"];
        }

        foreach (var id in root["document"]["notes"].Items.SelectMany(note => note["product_ids"].Items)) yield return id;
        foreach (var vulnerability in root["vulnerabilities"].Items)
        {
            foreach (var id in vulnerability["product_status"].Members.SelectMany(status => status.Value.Items)) yield return id;
            foreach (var score in vulnerability["scores"].Items.Concat(vulnerability["metrics"].Items).SelectMany(score => score["products"].Items)) yield return score;
            foreach (var name in (string[])["remediations", "threats", "flags", "involvements", "first_known_exploitation_dates", "notes", "ids"])
            {
                foreach (var id in vulnerability[name].Items.SelectMany(item => item["product_ids"].Items)) yield return id;
            }
        }
    }

    private static IEnumerable<CsafFinding> MissingGroups(CsafModel model)
    {
        var defined = model.Products.GroupDefinitions.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        string[] lists = ["remediations", "threats", "flags", "involvements", "first_known_exploitation_dates", "notes", "ids"];
        return model.Vulnerabilities.SelectMany(item => lists.SelectMany(name => item[name].Items)).Concat(model.Document["notes"].Items)
            .SelectMany(item => item["group_ids"].Items).Where(id => !defined.Contains(id.AsText ?? "")).Select(id => new CsafFinding(id, $"the group '{id.AsText}' is not defined"));
    }

    private static IEnumerable<CsafFinding> Circular(CsafModel model)
    {
        var uses = new Dictionary<string, string[]>(StringComparer.Ordinal);
        List<JsonValue> items = [.. model.Root["product_tree"]["relationships"].Items, .. model.Root["product_tree"]["product_paths"].Items];
        foreach (var item in items)
        {
            if (item["full_product_name"]["product_id"].AsText is { } id) uses[id] = [.. CsafProducts.PartsOf(item)];
        }

        foreach (var item in items)
        {
            if (item["full_product_name"]["product_id"].AsText is { } id && Reaches(uses, id)) yield return new CsafFinding(item, $"the product '{id}' is defined by itself");
        }
    }

    private static bool Reaches(Dictionary<string, string[]> uses, string id)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(uses[id]);
        while (open.TryPop(out var next))
        {
            if (next == id) return true;
            if (seen.Add(next) && uses.TryGetValue(next, out var below)) Array.ForEach(below, open.Push);
        }

        return false;
    }

    private static IEnumerable<CsafFinding> Contradicting(CsafModel model)
    {
        foreach (var status in model.Vulnerabilities.Select(item => item["product_status"]))
        {
            var seen = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (group, names) in StatusGroups)
            {
                foreach (var id in names.SelectMany(name => status[name].Items))
                {
                    if (id.AsText is { } product && !seen.TryAdd(product, group) && seen[product] != group) yield return new CsafFinding(id, $"'{product}' is {seen[product]} and {group}");
                }
            }
        }
    }

    private static IEnumerable<CsafFinding> MultipleFlags(CsafModel model)
    {
        foreach (var item in model.Vulnerabilities)
        {
            var seen = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
            foreach (var flag in item["flags"].Items)
            {
                foreach (var product in model.Products.Members(flag).Distinct(StringComparer.Ordinal))
                {
                    if (!seen.TryAdd(product, flag)) yield return new CsafFinding(flag, $"'{product}' has more than one justification");
                }
            }
        }
    }

    private static IEnumerable<CsafFinding> Unreferenced(CsafModel model, string list) => model.Vulnerabilities
        .SelectMany(item => item[list].Items).Where(item => item["product_ids"].Count == 0 && item["group_ids"].Count == 0)
        .Select(item => new CsafFinding(item, "it is for no product and no group"));

    private static IEnumerable<JsonValue> Purls(CsafModel model) => model.Products.Definitions
        .SelectMany(one => one.Product["product_identification_helper"]["purls"].Items.Append(one.Product["product_identification_helper"]["purl"])).Where(purl => purl.HasValue);

    private static IEnumerable<CsafFinding> PurlQualifiers(CsafModel model)
    {
        foreach (var (_, product) in model.Products.Definitions)
        {
            var purls = product["product_identification_helper"]["purls"];
            if (purls.Items.Select(purl => (purl.AsText ?? "").Split('?', 2)[0].Split('#', 2)[0]).Distinct(StringComparer.Ordinal).Count() > 1)
                yield return new CsafFinding(purls, "the package URLs of one product differ in more than their qualifiers");
        }
    }

    private static IEnumerable<CsafFinding> Stars(CsafModel model, string list) => model.Products.Definitions
        .SelectMany(one => one.Product["product_identification_helper"][list].Items)
        .Where(text => Unescaped(text.AsText ?? "") > 1).Select(text => new CsafFinding(text, "more than one star that is not escaped"));

    private static int Unescaped(string text)
    {
        var stars = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\\') index++;
            else if (text[index] == '*') stars++;
        }

        return stars;
    }

    private static bool HasRange(string name)
    {
        var words = name.ToLowerInvariant().Split([' ', '-', ',', ';', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        return name.AsSpan().ContainsAny('<', '>') || words.Any(word => RangeWords.Contains(word, StringComparer.Ordinal));
    }

    private static IEnumerable<CsafFinding> Twice(IEnumerable<(string Id, JsonValue Place)> definitions, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return definitions.Where(one => !seen.Add(one.Id)).Select(one => new CsafFinding(one.Place, $"the {what} '{one.Id}' stands twice"));
    }
}
