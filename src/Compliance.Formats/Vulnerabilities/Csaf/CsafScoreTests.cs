using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Exploitation;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>Mandatory tests about scores, SSVC targets and remediations that contradict a status.</summary>
internal static class CsafScoreTests
{
    private static readonly string[] Affected = ["known_affected", "first_affected", "last_affected"];
    private static readonly string[] Fixed = ["first_fixed", "fixed"];

    public static ImmutableArray<CsafTest> All { get; } =
    [
        new("6.1.7", "Multiple Scores with same Version per Product", MultipleScores),
        new("6.1.8", "Invalid CVSS", model => model.CvssScores().Where(score => !CvssObject.IsValid(score.Name, score.Value)).Select(score => new CsafFinding(score.Value, "not as the schema of its version"))),
        new("6.1.9", "Invalid CVSS computation", Computation),
        new("6.1.10", "Inconsistent CVSS", model => model.CvssScores().SelectMany(score => CvssObject.Contradictions(score.Name, score.Value).Select(member => new CsafFinding(score.Value[member], $"'{member}' is not what the vector says")))),
        new("6.1.35", "Contradicting Remediations", ContradictingRemediations, "2.1"),
        new("6.1.36", "Contradicting Product Status Remediation Combination", StatusRemediation, "2.1"),
        new("6.1.47", "Inconsistent SSVC Target IDs", SsvcTargets, "2.1"),
        new("6.1.56", "Use of CVSS and Qualitative Severity Rating", CvssAndQualitative, "2.1"),
    ];

    private static IEnumerable<CsafFinding> MultipleScores(CsafModel model)
    {
        foreach (var item in model.Vulnerabilities)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (content, products, source) in CsafModel.Scores(item))
            {
                foreach (var name in (string[])["cvss_v2", "cvss_v3", "cvss_v4", "ssvc_v2", "epss", "qualitative_severity_rating"])
                {
                    var version = content[name]["version"].AsText ?? "";
                    if (content[name].HasValue && products.Items.Any(product => !seen.Add($"{name} {version} {source} {product.AsText}"))) yield return new CsafFinding(content[name], "a product has two scores of one version");
                }
            }
        }
    }

    private static IEnumerable<CsafFinding> Computation(CsafModel model)
    {
        foreach (var (name, score) in model.CvssScores())
        {
            var vector = score["vectorString"].AsText ?? "";
            double? computed = name switch { "cvss_v2" => CvssV2.BaseScore(vector), "cvss_v3" => CvssV3.BaseScore(vector), _ => null };
            if (computed is { } right && Number(score["baseScore"]) is { } stated && Math.Abs(right - stated) > 0.04) yield return new CsafFinding(score["baseScore"], $"the vector gives {right.ToString("F1", CultureInfo.InvariantCulture)}");
            foreach (var part in (string[])["base", "temporal", "environmental", "threat"])
            {
                if (name != "cvss_v2" && Number(score[$"{part}Score"]) is { } points && score[$"{part}Severity"].AsText is { } severity && severity != Severity(points))
                    yield return new CsafFinding(score[$"{part}Severity"], $"a score of {points.ToString("F1", CultureInfo.InvariantCulture)} is {Severity(points)}");
            }
        }
    }

    private static double? Number(JsonValue value) => value.NumberText is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>CVSS 3.1, section 5.</summary>
    private static string Severity(double score) => score switch { >= 9 => "CRITICAL", >= 7 => "HIGH", >= 4 => "MEDIUM", > 0 => "LOW", _ => "NONE" };

    /// <summary>Categories that can't hold for one product at once: there is a fix, or there is none.</summary>
    private static IEnumerable<CsafFinding> ContradictingRemediations(CsafModel model)
    {
        foreach (var item in model.Vulnerabilities)
        {
            var seen = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
            foreach (var remedy in item["remediations"].Items)
            {
                var category = remedy["category"].AsText ?? "";
                foreach (var product in model.Products.Members(remedy).Distinct(StringComparer.Ordinal))
                {
                    if (!seen.TryGetValue(product, out var others)) seen[product] = others = new(StringComparer.Ordinal);
                    if (others.Any(other => AreExclusive(other, category))) yield return new CsafFinding(remedy, $"'{product}' has remediations that exclude each other");
                    others.Add(category);
                }
            }
        }
    }

    private static bool AreExclusive(string one, string other)
    {
        bool IsPair(string a, string b) => (one == a && other == b) || (one == b && other == a);
        return IsPair("vendor_fix", "none_available") || IsPair("vendor_fix", "no_fix_planned") || IsPair("vendor_fix", "fix_planned")
            || IsPair("none_available", "fix_planned") || IsPair("none_available", "mitigation") || IsPair("none_available", "workaround") || IsPair("no_fix_planned", "fix_planned")
            || IsPair("optional_patch", "vendor_fix") || IsPair("optional_patch", "none_available") || IsPair("optional_patch", "no_fix_planned") || IsPair("optional_patch", "fix_planned") || IsPair("optional_patch", "mitigation") || IsPair("optional_patch", "workaround");
    }

    private static IEnumerable<CsafFinding> StatusRemediation(CsafModel model)
    {
        foreach (var item in model.Vulnerabilities)
        {
            foreach (var remedy in item["remediations"].Items)
            {
                var excluded = remedy["category"].AsText switch
                {
                    "optional_patch" => Affected,
                    "no_fix_planned" or "none_available" or "fix_planned" or "mitigation" or "workaround" or "vendor_fix" => [.. Fixed, "known_not_affected"],
                    _ => Array.Empty<string>(),
                };
                var products = model.Products.Members(remedy).ToHashSet(StringComparer.Ordinal);
                var wrong = excluded.Where(name => item["product_status"][name].Items.Any(id => products.Contains(id.AsText ?? ""))).ToList();
                if (wrong.Count > 0) yield return new CsafFinding(remedy, $"the remediation contradicts the status {string.Join(", ", wrong)}");
            }
        }
    }

    /// <summary>"the items in target_ids are either the CVE or one of the ids of the vulnerability"; without ids, where an id names more than one vulnerability, it names none.</summary>
    private static IEnumerable<CsafFinding> SsvcTargets(CsafModel model)
    {
        var shared = model.Vulnerabilities.SelectMany(item => item["ids"].Items.Select(id => id["text"].AsText).OfType<string>().Distinct(StringComparer.Ordinal)).GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var item in model.Vulnerabilities)
        {
            var own = item["ids"].Items.Select(id => id["text"].AsText).Append(item["cve"].AsText).OfType<string>().Where(id => !shared.Contains(id)).ToHashSet(StringComparer.Ordinal);
            foreach (var target in CsafModel.Scores(item).SelectMany(score => score.Content["ssvc_v2"]["target_ids"].Items).Where(target => !own.Contains(target.AsText ?? "")))
                yield return new CsafFinding(target, $"'{target.AsText}' is not this vulnerability");
        }
    }

    private static IEnumerable<CsafFinding> CvssAndQualitative(CsafModel model)
    {
        foreach (var item in model.Vulnerabilities)
        {
            var withCvss = CsafModel.Scores(item).Where(score => score.Content["cvss_v2"].IsMap || score.Content["cvss_v3"].IsMap || score.Content["cvss_v4"].IsMap)
                .SelectMany(score => score.Products.Items.Select(product => $"{score.Source} {product.AsText}")).ToHashSet(StringComparer.Ordinal);
            foreach (var (content, products, source) in CsafModel.Scores(item))
            {
                if (content["qualitative_severity_rating"].HasValue && products.Items.Any(product => withCvss.Contains($"{source} {product.AsText}"))) yield return new CsafFinding(content["qualitative_severity_rating"], "a product has a CVSS score and a qualitative rating of one source");
            }
        }
    }
}
