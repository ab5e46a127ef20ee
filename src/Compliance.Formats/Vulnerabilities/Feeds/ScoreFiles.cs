using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Feeds;

/// <summary>Splits files of the National Vulnerability Database (API and feeds 2.0) and CVE records with CISA's container (CVE record format 5).</summary>
internal static class ScoreFiles
{
    public static Reading<FeedFile> Cvss(JsonValue root, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var entries = ImmutableArray.CreateBuilder<FeedEntry>();
        foreach (var item in root["vulnerabilities"].Items)
        {
            var cve = item["cve"];
            if (cve.RequiredText("id", defects, VulnerabilityCodes.NotScores) is not { Length: > 0 } id) continue;
            entries.Add(new FeedEntry([id], id, CanonicalJson.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("cve", id);
                if (cve["metrics"].IsMap) writer.WriteValue("metrics", cve["metrics"]);
                writer.WriteEndObject();
            })));
        }

        if (entries.Count == 0) defects.Add(VulnerabilityCodes.Empty, root, "the file has no vulnerability");
        return entries.Count == 0
            ? Readings.Reject<FeedFile>(defects.ToImmutable())
            : Readings.Accept(new FeedFile(FeedKind.Cvss, Time(root["timestamp"].AsText), [], entries.ToImmutable(), defects.Count == 0), defects.ToImmutable());
    }

    /// <summary>A record without CISA's container is no entry: nobody decided about it.</summary>
    public static Reading<FeedFile> Ssvc(JsonValue root, Limits limits)
    {
        var defects = new DefectCollector(limits);
        if (root["cveMetadata"].RequiredText("cveId", defects, VulnerabilityCodes.NotScores) is not { Length: > 0 } id) return Readings.Reject<FeedFile>(defects.ToImmutable());
        var content = root["containers"]["adp"].Items
            .SelectMany(container => container["metrics"].Items)
            .Where(metric => metric["other"]["type"].TextEquals("ssvc"))
            .Select(metric => metric["other"]["content"])
            .LastOrDefault(one => one.IsMap);
        if (!content.IsMap) return Readings.Accept(new FeedFile(FeedKind.Ssvc, null, [], [], true));
        var body = CanonicalJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("cve", id);
            writer.WriteValue("ssvc", content);
            writer.WriteEndObject();
        });
        return Readings.Accept(new FeedFile(FeedKind.Ssvc, Time(content["timestamp"].AsText), [], [new FeedEntry([id], id, body)], true));
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
