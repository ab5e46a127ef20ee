using System.Collections.Immutable;
using System.Numerics;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>Mandatory tests about the document's version, history and times.</summary>
internal static class CsafTrackingTests
{
    public static ImmutableArray<CsafTest> All { get; } =
    [
        new("6.1.14", "Sorted Revision History", Sorted),
        new("6.1.16", "Latest Document Version", Latest),
        new("6.1.17", "Document Status Draft", model => Own(model) is { } version && (version.IsInitial || version.PreRelease.Length > 0) && model.Status != "draft"
            ? [new CsafFinding(model.Tracking["status"], "a version 0 or a pre-release is a draft")] : []),
        new("6.1.18", "Released Revision History", model => model.IsReleased
            ? Numbers(model).Where(one => one.Version.IsInitial).Select(one => new CsafFinding(one.Place, "a released document's history has no version 0")) : []),
        new("6.1.19", "Revision History Entries for Pre-release Versions", model => Numbers(model).Where(one => one.Version.PreRelease.Length > 0)
            .Select(one => new CsafFinding(one.Place, "a pre-release is no entry of the history"))),
        new("6.1.20", "Non-draft Document Version", model => model.IsReleased && Own(model) is { PreRelease.Length: > 0 }
            ? [new CsafFinding(model.Tracking["version"], "a released document's version is no pre-release")] : []),
        new("6.1.21", "Missing Item in Revision History", Missing),
        new("6.1.22", "Multiple Definition in Revision History", Repeated),
        new("6.1.30", "Mixed Integer and Semantic Versioning", Mixed),
        new("6.1.37", "Date and Time", model => Times(model.Root).Where(time => !CsafTime.IsValid(time.AsText ?? "")).Select(time => new CsafFinding(time, $"'{time.AsText}' is no time")), "2.1"),
        new("6.1.45", "Inconsistent Disclosure Date", model => NotAfterHistory(model, model.Document["distribution"]["tlp"]["label"].TextEquals("CLEAR")
            ? model.Vulnerabilities.Select(item => item["disclosure_date"]) : []), "2.1"),
        new("6.1.49", "Inconsistent SSVC Timestamp", model => NotAfterHistory(model, Contents(model).Select(content => content["ssvc_v2"]["timestamp"])), "2.1"),
        new("6.1.51", "Inconsistent EPSS Timestamp", model => NotAfterHistory(model, Contents(model).Select(content => content["epss"]["timestamp"])), "2.1"),
        new("6.1.52", "Inconsistent First Known Exploitation Dates", model => NotAfterHistory(model, Exploitations(model).SelectMany(item => (JsonValue[])[item["date"], item["exploitation_date"]])), "2.1"),
        new("6.1.53", "Inconsistent Exploitation Date", model => Exploitations(model)
            .Where(item => CsafTime.Parse(item["exploitation_date"].AsText) > CsafTime.Parse(item["date"].AsText)).Select(item => new CsafFinding(item, "exploited after it was known to be")), "2.1"),
    ];

    private static CsafVersion? Own(CsafModel model) => CsafVersion.Parse(model.Tracking["version"].AsText);

    private static IEnumerable<(CsafVersion Version, DateTime? Date, JsonValue Place)> Numbers(CsafModel model)
    {
        foreach (var item in model.Tracking["revision_history"].Items)
        {
            if (CsafVersion.Parse(item["number"].AsText) is { } version) yield return (version, CsafTime.Parse(item["date"].AsText), item);
        }
    }

    /// <summary>"sorted ascending by date … the number MUST be ascending too". Of the same date the numbers decide.</summary>
    private static IEnumerable<CsafFinding> Sorted(CsafModel model)
    {
        foreach (var kind in Numbers(model).GroupBy(one => one.Version.IsInteger))
        {
            // Integers and semantic versions have no order between them.
            var byDate = kind.OrderBy(one => one.Date).ThenBy(one => one.Version, Comparer<CsafVersion>.Create(CsafVersion.Compare)).ToList();
            for (var index = 1; index < byDate.Count; index++)
            {
                if (CsafVersion.Compare(byDate[index - 1].Version, byDate[index].Version) > 0) yield return new CsafFinding(byDate[index].Place, "the history is not ascending by date and number");
            }
        }
    }

    /// <summary>"Build metadata is ignored in the comparison. Any pre-release part is also ignored if the document status is draft."</summary>
    private static IEnumerable<CsafFinding> Latest(CsafModel model)
    {
        var last = Numbers(model).OrderBy(one => one.Date).ThenBy(one => one.Version, Comparer<CsafVersion>.Create(CsafVersion.Compare)).LastOrDefault();
        if (Own(model) is not { } own || last.Version.Text is null) return [];
        var (a, b) = model.Status == "draft" ? (own.WithoutPreRelease, last.Version.WithoutPreRelease) : (own.Text, last.Version.Text);
        return a == b ? [] : [new CsafFinding(model.Tracking["version"], $"the version is {own.Text}, the latest in the history {last.Version.Text}")];
    }

    /// <summary>"for each item which is not the first, its number is one above": every major version from the first one on, which is 0 or 1.</summary>
    private static IEnumerable<CsafFinding> Missing(CsafModel model)
    {
        var majors = Numbers(model).Select(one => one.Version.Major).Distinct().Order().ToList();
        if (majors.Count == 0) yield break;
        var history = model.Tracking["revision_history"];
        if (majors[0] > BigInteger.One) yield return new CsafFinding(history, "the history begins after version 1");
        for (var index = 1; index < majors.Count; index++)
        {
            if (majors[index] != majors[index - 1] + 1) yield return new CsafFinding(history, $"version {majors[index - 1] + 1} is missing from the history");
        }
    }

    private static IEnumerable<CsafFinding> Repeated(CsafModel model)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Numbers(model).Where(one => !seen.Add(one.Version.Text)).Select(one => new CsafFinding(one.Place, $"version {one.Version.Text} stands twice"));
    }

    private static IEnumerable<CsafFinding> Mixed(CsafModel model)
    {
        var kinds = Numbers(model).Select(one => one.Version.IsInteger).Concat(Own(model) is { } own ? [own.IsInteger] : []).Distinct().Count();
        return kinds > 1 ? [new CsafFinding(model.Tracking, "integer and semantic versions are mixed")] : [];
    }

    /// <summary>A released document states nothing from after its latest revision.</summary>
    private static IEnumerable<CsafFinding> NotAfterHistory(CsafModel model, IEnumerable<JsonValue> times)
    {
        if (!model.IsReleased) return [];
        var newest = model.Tracking["revision_history"].Items.Select(item => CsafTime.Parse(item["date"].AsText)).Max();
        return times.Where(time => CsafTime.Parse(time.AsText) > newest).Select(time => new CsafFinding(time, "later than the newest entry of the history"));
    }

    private static IEnumerable<JsonValue> Contents(CsafModel model) => model.Vulnerabilities.SelectMany(CsafModel.Scores).Select(score => score.Content);

    private static IEnumerable<JsonValue> Exploitations(CsafModel model) => model.Vulnerabilities.SelectMany(item => item["first_known_exploitation_dates"].Items);

    private static IEnumerable<JsonValue> Times(JsonValue root)
    {
        var tracking = root["document"]["tracking"];
        List<JsonValue> times = [tracking["current_release_date"], tracking["initial_release_date"], tracking["generator"]["date"], .. tracking["revision_history"].Items.Select(item => item["date"])];
        foreach (var item in root["vulnerabilities"].Items)
        {
            times.AddRange([item["disclosure_date"], item["discovery_date"], item["release_date"]]);
            foreach (var name in (string[])["flags", "involvements", "remediations", "threats"]) times.AddRange(item[name].Items.Select(one => one["date"]));
            times.AddRange(item["first_known_exploitation_dates"].Items.SelectMany(one => (JsonValue[])[one["date"], one["exploitation_date"]]));
            times.AddRange(CsafModel.Scores(item).SelectMany(score => (JsonValue[])[score.Content["ssvc_v2"]["timestamp"], score.Content["epss"]["timestamp"]]));
        }

        return times.Where(time => time.HasValue);
    }
}
