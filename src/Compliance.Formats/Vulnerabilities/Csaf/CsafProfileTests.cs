using System.Collections.Immutable;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>Mandatory tests of the profiles (6.1.26, 6.1.27.x), by the category of the document.</summary>
internal static class CsafProfileTests
{
    private const string Advisory = "csaf_security_advisory";
    private const string Deprecated = "csaf_deprecated_security_advisory";
    private const string Informational = "csaf_informational_advisory";
    private const string Incident = "csaf_security_incident_response";
    private const string Superseded = "csaf_superseded";
    private const string Vex = "csaf_vex";
    private const string Withdrawn = "csaf_withdrawn";

    private static readonly string[] VexStatus = ["fixed", "known_affected", "known_not_affected", "under_investigation"];

    public static ImmutableArray<CsafTest> All { get; } =
    [
        new("6.1.26", "Prohibited Document Category Name", Prohibited),
        Of("6.1.27.1", "Document Notes", [Informational, Incident], model => HasNote(model, "description", "details", "general", "summary") ? [] : [Doc(model, "a note that describes the matter is missing")]),
        Of("6.1.27.2", "Document References", [Informational, Incident], model => model.Document["references"].Items.Any(one => one["category"].TextEquals("external")) ? [] : [Doc(model, "an external reference is missing")]),
        Of("6.1.27.3", "Vulnerabilities", [Informational, Withdrawn, Superseded], model => model.Root["vulnerabilities"].HasValue ? [new CsafFinding(model.Root["vulnerabilities"], "a document of this category has no vulnerabilities")] : []),
        Of("6.1.27.4", "Product Tree", [Advisory, Vex, Deprecated], model => model.Root["product_tree"].IsMap ? [] : [Doc(model, "the product tree is missing")]),
        Of("6.1.27.5", "Vulnerability Notes", [Advisory, Vex, Deprecated], model => Each(model, item => item["notes"].Count > 0, "a vulnerability has notes")),
        Of("6.1.27.6", "Product Status", [Advisory, Deprecated], model => Each(model, item => item["product_status"].IsMap, "a vulnerability has a status of products")),
        Of("6.1.27.7", "VEX Product Status", [Vex], model => Each(model, item => VexStatus.Any(name => item["product_status"][name].Count > 0), "a vulnerability is fixed, known affected, known not affected or under investigation")),
        Of("6.1.27.8", "Vulnerability ID", [Vex], model => Each(model, item => IsIdentified(model, item), "a vulnerability has 'cve' or 'ids', for each of its products")),
        Of("6.1.27.9", "Impact Statement", [Vex], model => EachProduct(model, "known_not_affected", IsExplained, "neither a flag nor an impact statement is about it")),
        Of("6.1.27.10", "Action Statement", [Vex], model => EachProduct(model, "known_affected", (one, item, id) => About(one, item["remediations"], id).Any(), "no remediation is about it")),
        Of("6.1.27.11", "Vulnerabilities", [Advisory, Vex, Deprecated], model => model.Root["vulnerabilities"].Count > 0 ? [] : [Doc(model, "the vulnerabilities are missing")]),
        Of("6.1.27.12", "Affected Products", [Advisory, Deprecated], model => Each(model, item => ((string[])["known_affected", "first_affected", "last_affected"]).Any(name => item["product_status"][name].Count > 0), "a vulnerability affects some product"), "2.1"),
        Of("6.1.27.14", "Document Notes", [Withdrawn, Superseded], Reasoning, "2.1"),
        Of("6.1.27.15", "Product Tree", [Withdrawn, Superseded], model => model.Root["product_tree"].HasValue ? [new CsafFinding(model.Root["product_tree"], "a document of this category has no product tree")] : [], "2.1"),
        Of("6.1.27.16", "Revision History", [Withdrawn, Superseded], model => model.Tracking["revision_history"].Count >= 2 ? [] : [Doc(model, "what was never published can't be taken back: the history has two entries at least")], "2.1"),
        Of("6.1.27.18", "Reference to Superseding Document", [Superseded], model => model.Document["references"].Items.Any(one => one["category"].TextEquals("external") && one["summary"].AsText?.StartsWith("Superseding Document", StringComparison.Ordinal) == true)
            ? [] : [Doc(model, "an external reference 'Superseding Document' is missing")], "2.1"),
    ];

    private static CsafTest Of(string id, string title, string[] categories, Func<CsafModel, IEnumerable<CsafFinding>> run, string since = "2.0") =>
        new(id, title, model => categories.Contains(model.Category, StringComparer.Ordinal) ? run(model) : [], since);

    /// <summary>A category that is no profile's own and reads like one is meant to be it.</summary>
    private static IEnumerable<CsafFinding> Prohibited(CsafModel model)
    {
        string[] profiles = model.Is21
            ? ["deprecatedsecurityadvisory", "informationaladvisory", "securityadvisory", "securityincidentresponse", "superseded", "vex", "withdrawn"]
            : ["informationaladvisory", "securityadvisory", "securityincidentresponse", "vex"];
        var plain = new string([.. model.Category.ToLowerInvariant().Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '_' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015'))]);
        var isOwn = model.Category == "csaf_base" || (model.Category.StartsWith("csaf_", StringComparison.Ordinal) && model.Category.All(letter => char.IsAsciiLetterLower(letter) || letter == '_') && profiles.Contains(plain[4..], StringComparer.Ordinal));
        // "csaf_" is reserved, however it is spelled.
        if (!isOwn && (model.Category.StartsWith("csaf_", StringComparison.OrdinalIgnoreCase) || profiles.Any(profile => plain == profile || plain == $"csaf{profile}")))
            yield return new CsafFinding(model.Document["category"], $"'{model.Category}' reads like the category of a profile");
    }

    private static IEnumerable<CsafFinding> Reasoning(CsafModel model)
    {
        var title = model.Category == Withdrawn ? "Reasoning for Withdrawal" : "Reasoning for Supersession";
        return !CsafLanguageTests.IsEnglish(model) || model.Document["notes"].Items.Any(note => note["category"].TextEquals("description") && note["title"].TextEquals(title)) ? [] : [Doc(model, $"a note '{title}' of category description is missing")];
    }

    /// <summary>An id of 2.1 may be for some products only; then every product needs one.</summary>
    private static bool IsIdentified(CsafModel model, JsonValue item)
    {
        if (item["cve"].HasValue || item["ids"].Items.Any(id => !id["product_ids"].HasValue && !id["group_ids"].HasValue)) return true;
        var named = item["ids"].Items.SelectMany(model.Products.Members).ToHashSet(StringComparer.Ordinal);
        return named.Count > 0 && item["product_status"].Members.SelectMany(status => status.Value.Items).All(id => named.Contains(id.AsText ?? ""));
    }

    private static bool IsExplained(CsafModel model, JsonValue item, string product) =>
        About(model, item["flags"], product).Any() || About(model, item["threats"], product).Any(threat => threat["category"].TextEquals("impact"));

    private static IEnumerable<JsonValue> About(CsafModel model, JsonValue list, string product) => list.Items.Where(one => model.Products.Members(one).Contains(product, StringComparer.Ordinal));

    private static IEnumerable<CsafFinding> EachProduct(CsafModel model, string status, Func<CsafModel, JsonValue, string, bool> holds, string problem) =>
        from item in model.Vulnerabilities
        from id in item["product_status"][status].Items
        where !holds(model, item, id.AsText ?? "")
        select new CsafFinding(id, $"'{id.AsText}': {problem}");

    private static IEnumerable<CsafFinding> Each(CsafModel model, Func<JsonValue, bool> holds, string rule) => model.Vulnerabilities.Where(item => !holds(item)).Select(item => new CsafFinding(item, rule));

    private static bool HasNote(CsafModel model, params string[] categories) => model.Document["notes"].Items.Any(note => categories.Contains(note["category"].AsText, StringComparer.Ordinal));

    private static CsafFinding Doc(CsafModel model, string problem) => new(model.Document, problem);
}
