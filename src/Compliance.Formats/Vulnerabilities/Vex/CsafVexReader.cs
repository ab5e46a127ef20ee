using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Csaf;

namespace Compliance.Formats.Vulnerabilities.Vex;

/// <summary>
/// Reads the status of products in CSAF 2.0 and 2.1 documents. A status that contradicts another one for the same product, or ids that are defined twice, reject the
/// document: its mandatory tests say that it means nothing certain. A status of a product that is not defined is a defect and about nothing.
/// </summary>
public static class CsafVexReader
{
    private static readonly (string Name, VexStatus Status)[] Groups =
    [
        ("known_affected", VexStatus.Affected), ("first_affected", VexStatus.Affected), ("last_affected", VexStatus.Affected), ("under_investigation", VexStatus.UnderInvestigation),
        ("fixed", VexStatus.Fixed), ("first_fixed", VexStatus.Fixed), ("known_not_affected", VexStatus.NotAffected),
    ];

    public static Reading<VexDocument> Read(JsonValue root, Limits limits)
    {
        var document = root["document"];
        if (document["csaf_version"].AsText is not ("2.0" or "2.1"))
            return Readings.Reject<VexDocument>(VulnerabilityCodes.NotVex, root.Locator, "a CSAF document has 'csaf_version' 2.0 or 2.1");
        var defects = new DefectCollector(limits);
        defects.AddRange(CsafValidator.MeaningDefects(root, limits));
        if (defects.Count > 0) return Readings.Reject<VexDocument>(defects.ToImmutable());
        var tracking = document["tracking"];
        if (document["category"].AsText is { } category && category.Contains("withdrawn", StringComparison.Ordinal))
            return Readings.Accept(new VexDocument(VexFormat.Csaf, tracking["id"].AsText ?? "", document["publisher"]["name"].AsText ?? "", tracking.OptionalTime("current_release_date", defects), []), defects.ToImmutable());
        var issued = tracking.OptionalTime("current_release_date", defects);
        var products = new CsafProducts(root);
        var statements = root["vulnerabilities"].Items.SelectMany(item => Statements(item, products, issued, defects)).ToImmutableArray();
        return Readings.Accept(new VexDocument(VexFormat.Csaf, tracking["id"].AsText ?? "", document["publisher"]["name"].AsText ?? "", issued, statements), defects.ToImmutable());
    }

    private static IEnumerable<VexStatement> Statements(JsonValue item, CsafProducts products, DateTimeOffset? issued, DefectCollector defects)
    {
        var ids = new[] { item["cve"].AsText }.Concat(item["ids"].Items.Select(id => id["text"].AsText)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count == 0)
        {
            if (item["product_status"].Count > 0) defects.Add(VulnerabilityCodes.BadStatement, item, "a vulnerability with a status of products has neither 'cve' nor 'ids'");
            yield break;
        }

        foreach (var (name, status) in Groups)
        {
            foreach (var product in item["product_status"][name].Items.Select(id => id.AsText).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                var statement = new VexStatement
                {
                    Vulnerability = ids[0],
                    Aliases = [.. ids.Skip(1).Order(StringComparer.Ordinal)],
                    Products = products.Of(product) is { } found ? [found] : [],
                    Status = status,
                    Justification = About(item["flags"], product, products).Select(flag => flag["label"].AsText).FirstOrDefault(label => label is not null) ?? "",
                    ImpactStatement = About(item["threats"], product, products).Where(threat => threat["category"].TextEquals("impact")).Select(threat => threat["details"].AsText).FirstOrDefault() ?? "",
                    ActionStatement = About(item["remediations"], product, products).Select(remedy => remedy["details"].AsText).FirstOrDefault() ?? "",
                    StatedAt = issued,
                    Locator = item["product_status"][name].Locator,
                };
                if (statement.Products.IsEmpty) defects.Add(VulnerabilityCodes.BadStatement, item["product_status"][name], $"'{product}' is not defined in the product tree");
                if (!statement.IsJustified) defects.Add(VulnerabilityCodes.BadStatement, item["product_status"][name], $"'{product}' is not affected, with neither a flag nor an impact statement");
                yield return statement;
            }
        }
    }

    private static IEnumerable<JsonValue> About(JsonValue list, string product, CsafProducts products) => list.Items.Where(item =>
        item["product_ids"].Items.Any(id => id.TextEquals(product)) || item["group_ids"].Items.Any(group => products.IsInGroup(group.AsText ?? "", product)));
}
