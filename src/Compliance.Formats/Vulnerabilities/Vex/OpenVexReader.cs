using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Vex;

/// <summary>
/// Reads OpenVEX 0.0.1 (products and vulnerabilities as texts) and 0.2.0 (as objects). A statement without status, vulnerability or product is a defect and
/// left out: it says nothing.
/// </summary>
public static class OpenVexReader
{
    public static Reading<VexDocument> Read(JsonValue root, Limits limits)
    {
        var defects = new DefectCollector(limits);
        if (root["@context"].AsText?.StartsWith("https://openvex.dev/ns", StringComparison.Ordinal) != true || !root["statements"].IsList)
            return Readings.Reject<VexDocument>(VulnerabilityCodes.NotVex, root.Locator, "an OpenVEX document has the '@context' of openvex.dev and a list 'statements'");
        var issued = Latest(root.OptionalTime("timestamp", defects), root.OptionalTime("last_updated", defects));
        var statements = root["statements"].Items.Select(item => Statement(item, root, issued, defects)).OfType<VexStatement>().ToImmutableArray();
        var author = root.OptionalText("author", defects, VulnerabilityCodes.WrongMember) ?? "";
        return Readings.Accept(new VexDocument(VexFormat.OpenVex, root.OptionalText("@id", defects, VulnerabilityCodes.WrongMember) ?? "", author, issued, statements), defects.ToImmutable());
    }

    private static VexStatement? Statement(JsonValue item, JsonValue root, DateTimeOffset? issued, DefectCollector defects)
    {
        var (name, aliases) = Vulnerability(item["vulnerability"].HasValue ? item["vulnerability"] : root["vulnerability"]);
        var products = (item["products"].IsList ? item["products"] : root["products"]).Items.Select(Product).OfType<VexProduct>().ToImmutableArray();
        if (Status(item["status"].AsText) is not { } status || name.Length == 0 || products.IsEmpty)
        {
            defects.Add(VulnerabilityCodes.BadStatement, item, "a statement has a vulnerability, a status and at least one product; this one says nothing");
            return null;
        }

        var statement = new VexStatement
        {
            Vulnerability = name,
            Aliases = aliases,
            Products = products,
            Status = status,
            Justification = item.OptionalText("justification", defects, VulnerabilityCodes.WrongMember) ?? "",
            ImpactStatement = item.OptionalText("impact_statement", defects, VulnerabilityCodes.WrongMember) ?? "",
            ActionStatement = item.OptionalText("action_statement", defects, VulnerabilityCodes.WrongMember) ?? "",
            StatedAt = Latest(item.OptionalTime("timestamp", defects), item.OptionalTime("last_updated", defects)) ?? issued,
            Locator = item.Locator,
        };
        if (statement.Justification.Length > 0 && !Justifications.Contains(statement.Justification))
        {
            defects.Add(VulnerabilityCodes.BadStatement, item["justification"], $"'{statement.Justification}' is no justification of OpenVEX: {string.Join(", ", Justifications)}");
            statement = statement with { Justification = "" };
        }

        if (!statement.IsJustified) defects.Add(VulnerabilityCodes.BadStatement, item, "'not_affected' has neither a justification nor an impact statement");
        return statement;
    }

    /// <summary>"MUST be one of": OpenVEX 0.2.0, "Status Justifications".</summary>
    private static readonly ImmutableSortedSet<string> Justifications =
        ["component_not_present", "inline_mitigations_already_exist", "vulnerable_code_cannot_be_controlled_by_adversary", "vulnerable_code_not_in_execute_path", "vulnerable_code_not_present"];

    private static VexStatus? Status(string? text) => text switch
    {
        "not_affected" => VexStatus.NotAffected,
        "affected" => VexStatus.Affected,
        "fixed" => VexStatus.Fixed,
        "under_investigation" => VexStatus.UnderInvestigation,
        _ => null,
    };

    private static (string Name, ImmutableArray<string> Aliases) Vulnerability(JsonValue value)
    {
        if (value.AsText is { } text) return (text, []);
        var all = new[] { value["name"].AsText, LastSegment(value["@id"].AsText) }.Concat(value["aliases"].Items.Select(alias => alias.AsText)).OfType<string>().Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var name = all.Find(id => id.StartsWith("CVE-", StringComparison.Ordinal)) ?? all.FirstOrDefault("");
        return (name, [.. all.Where(id => id != name).Order(StringComparer.Ordinal)]);
    }

    private static string? LastSegment(string? id) => id?.Split('/') is [.., { Length: > 0 } last] ? last : null;

    private static VexProduct? Product(JsonValue value)
    {
        if (value.AsText is { Length: > 0 } text) return new VexProduct([text], []);
        var identifiers = Identifiers(value);
        return identifiers.IsEmpty ? null : new VexProduct(identifiers, [.. value["subcomponents"].Items.Select(Identifiers).Where(part => !part.IsEmpty)]);
    }

    private static ImmutableArray<string> Identifiers(JsonValue value)
    {
        if (value.AsText is { Length: > 0 } text) return [text];
        var hashes = value["hashes"].Members.Select(hash => hash.Value.AsText is { Length: > 0 } hex ? $"{HashName(hash.Name)}:{hex}" : null);
        return [.. new[] { value["@id"].AsText }.Concat(value["identifiers"].Members.Select(one => one.Value.AsText)).Concat(hashes).OfType<string>().Where(one => one.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    // "sha-256" and "sha256" are the same algorithm (IANA's and the common name).
    private static string HashName(string name) => name.StartsWith("sha-", StringComparison.OrdinalIgnoreCase) ? $"sha{name[4..]}" : name;

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}
