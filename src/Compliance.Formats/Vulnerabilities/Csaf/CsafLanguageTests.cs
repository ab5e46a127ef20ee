using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>Mandatory tests about languages, licences and sharing.</summary>
internal static partial class CsafLanguageTests
{
    private const string MaxUuid = "ffffffff-ffff-ffff-ffff-ffffffffffff";
    private const string NilUuid = "00000000-0000-0000-0000-000000000000";

    /// <summary>The languages of ISO 639-1.</summary>
    private static readonly FrozenSet<string> TwoLetters =
        ("aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz "
            + "ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt "
            + "qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static ImmutableArray<CsafTest> All { get; } =
    [
        new("6.1.12", "Language", model => ((string[])["lang", "source_lang"]).Select(name => model.Document[name]).Where(lang => lang.AsText is { } text && !IsLanguage(text)).Select(lang => new CsafFinding(lang, $"'{lang.AsText}' is no language"))),
        new("6.1.15", "Translator", model => model.Document["publisher"]["category"].TextEquals("translator") && !model.Document["source_lang"].HasValue ? [new CsafFinding(model.Document, "a translator states the source language")] : []),
        new("6.1.23", "Multiple Use of Same CVE", MultipleCve),
        new("6.1.24", "Multiple Definition in Involvements", Involvements),
        new("6.1.28", "Translation", model => model.Document["lang"].AsText is { } lang && string.Equals(lang, model.Document["source_lang"].AsText, StringComparison.OrdinalIgnoreCase) ? [new CsafFinding(model.Document["source_lang"], "translated from its own language")] : []),
        new("6.1.38", "Non-Public Sharing Group with Max UUID", model => Id(model) == MaxUuid && Tlp(model) != "CLEAR" ? [Sharing(model, "the maximum UUID means everybody, and the label is not CLEAR")] : [], "2.1"),
        new("6.1.39", "Public Sharing Group with no Max UUID", model => Group(model).IsMap && Tlp(model) == "CLEAR" && Id(model) != MaxUuid && !(Id(model) == NilUuid && Name(model) == "No sharing allowed" && model.Status == "draft") ? [Sharing(model, "the label is CLEAR, and the group is not everybody")] : [], "2.1"),
        new("6.1.40", "Invalid Sharing Group Name", model => (Name(model) == "Public" && Id(model) != MaxUuid) || (Name(model) == "No sharing allowed" && Id(model) != NilUuid) ? [Sharing(model, "the name is reserved for another UUID")] : [], "2.1"),
        new("6.1.41", "Missing Sharing Group Name", model => (Id(model) == MaxUuid && Name(model) != "Public") || (Id(model) == NilUuid && Name(model) != "No sharing allowed") ? [Sharing(model, "a reserved UUID has its own name")] : [], "2.1"),
        new("6.1.54", "License Expression", model => model.Document["license_expression"].AsText is { } text && !CsafLicence.IsExpression(text) ? [new CsafFinding(model.Document["license_expression"], "no SPDX license expression")] : [], "2.1"),
        new("6.1.55", "License Text", LicenceText, "2.1"),
    ];

    /// <summary>English, or not stated.</summary>
    public static bool IsEnglish(CsafModel model) => model.Document["lang"].AsText is not { } lang || lang.Split('-')[0].Equals("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>BCP 47 in form; a primary language of two letters has to be in ISO 639-1. Longer ones are taken as they are.</summary>
    private static bool IsLanguage(string text)
    {
        if (!Tag().IsMatch(text)) return false;
        var primary = text.Split('-')[0].ToLowerInvariant();
        return primary.Length != 2 || TwoLetters.Contains(primary);
    }

    private static IEnumerable<CsafFinding> MultipleCve(CsafModel model)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return model.Vulnerabilities.Select(item => item["cve"]).Where(cve => cve.AsText is { } id && !seen.Add(id)).Select(cve => new CsafFinding(cve, $"'{cve.AsText}' stands twice"));
    }

    private static IEnumerable<CsafFinding> Involvements(CsafModel model)
    {
        foreach (var item in model.Vulnerabilities)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var one in item["involvements"].Items)
            {
                var date = CsafTime.Parse(one["date"].AsText);
                var products = model.Products.Members(one).Distinct(StringComparer.Ordinal).DefaultIfEmpty("");
                if (date is null) continue;
                var isTwice = false;
                foreach (var product in products) isTwice |= !seen.Add($"{one["party"].AsText} {date.Value.Ticks} {product}");
                if (isTwice) yield return new CsafFinding(one, "the party is involved twice at the same time");
            }
        }
    }

    private static IEnumerable<CsafFinding> LicenceText(CsafModel model)
    {
        if (model.Document["license_expression"].AsText?.Contains("LicenseRef-", StringComparison.Ordinal) != true || !IsEnglish(model)) return [];
        return model.Document["notes"].Items.Count(note => note["category"].TextEquals("legal_disclaimer") && note["title"].TextEquals("License")) == 1 ? [] : [new CsafFinding(model.Document, "exactly one note 'License' of category legal_disclaimer holds the text of the licence")];
    }

    private static JsonValue Group(CsafModel model) => model.Document["distribution"]["sharing_group"];

    private static string? Id(CsafModel model) => Group(model)["id"].AsText;

    private static string? Name(CsafModel model) => Group(model)["name"].AsText;

    private static string? Tlp(CsafModel model) => model.Document["distribution"]["tlp"]["label"].AsText;

    private static CsafFinding Sharing(CsafModel model, string problem) => new(Group(model), problem);

    [GeneratedRegex(@"^([A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[A-WY-Za-wy-z0-9](-[A-Za-z0-9]{2,8})+)*(-[Xx](-[A-Za-z0-9]{1,8})+)?\z|^[Xx](-[A-Za-z0-9]{1,8})+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
