using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Vex;

/// <summary>Reads the analysis of vulnerabilities in CycloneDX 1.4 to 1.7, in an SBOM or a document of its own (VEX, BOV, VDR).</summary>
public static class CycloneDxVexReader
{
    public static Reading<VexDocument> Read(JsonValue root, Limits limits)
    {
        if (!root["bomFormat"].TextEquals("CycloneDX") || !root["vulnerabilities"].IsList)
            return Readings.Reject<VexDocument>(VulnerabilityCodes.NotVex, root.Locator, "no CycloneDX document with vulnerabilities");
        var defects = new DefectCollector(limits);
        var issued = root["metadata"].OptionalTime("timestamp", defects);
        var components = new CycloneDxReferences(root);
        var statements = root["vulnerabilities"].Items.Where(item => item["analysis"].IsMap).Select(item => Statement(item, components, issued, defects)).OfType<VexStatement>().ToImmutableArray();
        var author = root["metadata"]["supplier"]["name"].AsText ?? root["metadata"]["manufacturer"]["name"].AsText ?? root["metadata"]["authors"].Items.Select(one => one["name"].AsText).FirstOrDefault() ?? "";
        return Readings.Accept(new VexDocument(VexFormat.CycloneDx, root["serialNumber"].AsText ?? "", author, issued, statements), defects.ToImmutable());
    }

    private static VexStatement? Statement(JsonValue item, CycloneDxReferences components, DateTimeOffset? issued, DefectCollector defects)
    {
        var ids = new[] { item["id"].AsText }.Concat(item["references"].Items.Select(reference => reference["id"].AsText)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var analysis = item["analysis"];
        var status = Status(analysis["state"].AsText);
        var products = item["affects"].Items.Select(one => components.Of(one["ref"].AsText ?? "")).OfType<ImmutableArray<string>>().Select(names => new VexProduct(names, [])).ToImmutableArray();
        if (ids.Count == 0 || status is null || products.IsEmpty)
        {
            defects.Add(VulnerabilityCodes.BadStatement, item, "an analysis has a vulnerability 'id', a 'state' and something that it 'affects'; this one says nothing");
            return null;
        }

        var name = ids.Find(id => id.StartsWith("CVE-", StringComparison.Ordinal)) ?? ids[0];
        var isFalsePositive = analysis["state"].TextEquals("false_positive");
        var statement = new VexStatement
        {
            Vulnerability = name,
            Aliases = [.. ids.Where(id => id != name).Order(StringComparer.Ordinal)],
            Products = products,
            Status = status.Value,
            Justification = analysis.OptionalText("justification", defects, VulnerabilityCodes.WrongMember) ?? (isFalsePositive ? "false_positive" : ""),
            ImpactStatement = analysis.OptionalText("detail", defects, VulnerabilityCodes.WrongMember) ?? "",
            ActionStatement = string.Join(", ", analysis["response"].Items.Select(one => one.AsText)),
            StatedAt = analysis.OptionalTime("lastUpdated", defects) ?? analysis.OptionalTime("firstIssued", defects) ?? issued,
            Locator = item.Locator,
        };
        if (!statement.IsJustified) defects.Add(VulnerabilityCodes.BadStatement, item, "'not_affected' has neither a justification nor a detail");
        return statement;
    }

    private static VexStatus? Status(string? state) => state switch
    {
        "resolved" or "resolved_with_pedigree" => VexStatus.Fixed,
        "exploitable" => VexStatus.Affected,
        "in_triage" => VexStatus.UnderInvestigation,
        "false_positive" or "not_affected" => VexStatus.NotAffected,
        _ => null,
    };
}
