using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Exploitation;
using Compliance.Formats.Vulnerabilities.Secdb;

namespace Compliance.Formats.Vulnerabilities.Feeds;

/// <summary>
/// Tells by its shape which feed a file is, and splits it into records. Each record is read as its format's reader reads it; what can't be read rejects
/// a catalog (an entry that is lost would read as "nothing wrong") and is a defect, with <see cref="FeedFile.IsComplete"/> false, of a list of advisories.
/// </summary>
public static class FeedFileReader
{
    /// <param name="ecosystem">Of a security database that does not say which distribution it is about; null to tell by its address.</param>
    public static Reading<FeedFile> Read(ReadOnlyMemory<byte> bytes, string document, string? ecosystem, Limits limits)
    {
        if (bytes.Length > limits.MaxDocumentBytes) return Readings.Reject<FeedFile>(VulnerabilityCodes.NotFeed, new Locator(document), "larger than a document may be");
        var start = bytes.Span.TrimStart(" \t\r\n\uFEFF"u8);
        if (start.StartsWith("#model_version"u8)) return Epss(bytes, document, limits);
        if (start is not [(byte)'{' or (byte)'[', ..]) return Secdb(bytes, document, ecosystem, limits);
        var json = StrictJson.Read(bytes, document, limits);
        if (!json.TryGet(out var tree)) return Readings.Reject<FeedFile>(json.Defects);
        var root = tree.Root;
        if (root["packages"].IsList) return Secdb(bytes, document, ecosystem, limits);
        if (root["catalogVersion"].HasValue) return Kev(bytes, root, document, limits);
        if (root["vulnerabilities"].IsList) return ScoreFiles.Cvss(root, limits);
        if (root["dataType"].TextEquals("CVE_RECORD")) return ScoreFiles.Ssvc(root, limits);
        if (root["result"].HasValue) return SupportFiles.Read(root, limits);
        var advisories = OsvFiles.Read(root, document, limits);
        tree.Release();
        return advisories;
    }

    private static Reading<FeedFile> Epss(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var reading = EpssReader.Read(bytes, document, limits);
        if (!reading.TryGet(out var scores)) return Readings.Reject<FeedFile>(reading.Defects);
        var entries = scores.Scores.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new FeedEntry([pair.Key], pair.Key, CanonicalJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("cve", pair.Key);
            writer.WriteNumber("epss", pair.Value.Probability);
            writer.WriteNumber("percentile", pair.Value.Percentile);
            writer.WriteEndObject();
        })));
        return Readings.Accept(new FeedFile(FeedKind.Epss, scores.ScoredOn, [], [.. entries], reading.Defects.IsEmpty), reading.Defects);
    }

    private static Reading<FeedFile> Kev(ReadOnlyMemory<byte> bytes, JsonValue root, string document, Limits limits)
    {
        var reading = KevReader.Read(bytes, document, limits);
        if (!reading.TryGet(out var catalog)) return Readings.Reject<FeedFile>(reading.Defects);
        var entries = root["vulnerabilities"].Items.Select(item => new FeedEntry([item["cveID"].AsText!], item["cveID"].AsText!, CanonicalJson.Of(item)));
        return Readings.Accept(new FeedFile(FeedKind.Kev, catalog.Released, [], [.. entries], catalog.IsComplete), reading.Defects);
    }

    private static Reading<FeedFile> Secdb(ReadOnlyMemory<byte> bytes, string document, string? ecosystem, Limits limits)
    {
        var reading = SecdbReader.Read(bytes, document, limits);
        if (!reading.TryGet(out var feed)) return Readings.Reject<FeedFile>(reading.Defects);
        ecosystem ??= EcosystemOf(feed);
        if (ecosystem is null)
            return Readings.Reject<FeedFile>(VulnerabilityCodes.NoEcosystem, new Locator(document), "nothing in the database says which distribution it is about");
        var entries = feed.Packages.GroupBy(package => package.Name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new FeedEntry([group.Key], group.Key, Body(group.Key, group.SelectMany(package => package.Fixes)))
            {
                Cves = [.. VulnerabilityIds.Cves(group.SelectMany(package => package.Fixes).SelectMany(fix => fix.Ids).SelectMany(ids => ids))],
            });
        return Readings.Accept(new FeedFile(FeedKind.Secdb, null, [ecosystem], [.. entries], reading.Defects.IsEmpty), reading.Defects);
    }

    /// <summary>Chainguard and Wolfi publish one database for all releases; Alpine one for each.</summary>
    private static string? EcosystemOf(SecdbFeed feed)
    {
        if (feed.Url.Contains("cgr.dev", StringComparison.OrdinalIgnoreCase)) return "Chainguard";
        if (feed.Url.Contains("wolfi", StringComparison.OrdinalIgnoreCase)) return "Wolfi";
        if (feed.Url.Contains("minimos", StringComparison.OrdinalIgnoreCase)) return "MinimOS";
        return feed.Url.Contains("alpine", StringComparison.OrdinalIgnoreCase) && feed.Distribution.Length > 0 ? $"Alpine:{feed.Distribution}" : null;
    }

    private static byte[] Body(string name, IEnumerable<SecdbFix> fixes) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteStartObject("secfixes");
        foreach (var version in fixes.GroupBy(fix => fix.Version, StringComparer.Ordinal))
            writer.WriteStrings(version.Key, version.SelectMany(fix => fix.Ids).Select(ids => string.Join(' ', ids)).Distinct(StringComparer.Ordinal));
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
