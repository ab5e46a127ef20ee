using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Service.CommandLine;
using Compliance.Store.Feeds;

namespace Compliance.Service.Feeds;

/// <summary>
/// Feeds as a caller names them: a store that was imported into, or a folder of feed files, which are then imported for this once. <c>feeds.yaml</c> in such a
/// folder says for each file its name, source and time; without it every file is a feed and is as old as its file.
/// </summary>
internal sealed class FeedFolder : IDisposable
{
    private const string ListName = "feeds.yaml";

    private readonly string? temporary;

    private FeedFolder(IVulnerabilityCatalog catalog, string? temporary) => (Catalog, this.temporary) = (catalog, temporary);

    public IVulnerabilityCatalog Catalog { get; }

    /// <summary>Where imported feeds lie in a data directory.</summary>
    public static string In(string dataDirectory) => Path.Combine(dataDirectory, "feeds");

    /// <summary>Null when nobody named a folder and nothing was imported into the data directory.</summary>
    /// <exception cref="VerbFailure">The named folder is none, holds no feed, or a feed in it can't be read.</exception>
    public static FeedFolder? Open(string? named, string dataDirectory, TimeProvider clock, Limits limits, CancellationToken cancellation)
    {
        if (named is null) return SqliteFeedStore.IsAt(In(dataDirectory)) ? new FeedFolder(SqliteFeedStore.Open(In(dataDirectory)), null) : null;
        if (SqliteFeedStore.IsAt(named)) return new FeedFolder(SqliteFeedStore.Open(named), null);
        if (SqliteFeedStore.IsAt(In(named))) return new FeedFolder(SqliteFeedStore.Open(In(named)), null);
        var requests = Requests(named, limits);
        var imported = Directory.CreateTempSubdirectory("compliance-feeds-").FullName;
        try
        {
            foreach (var request in requests) FeedImport.Run(imported, FeedFetch.Local(request, null, clock, cancellation), clock, limits, (_, _, _) => { }, cancellation);
            return new FeedFolder(SqliteFeedStore.Open(imported), imported);
        }
        catch
        {
            Directory.Delete(imported, recursive: true);
            throw;
        }
    }

    /// <summary>What a folder of feed files asks to import, in the order of its list or of its names.</summary>
    public static ImmutableArray<FeedImportRequest> Requests(string folder, Limits limits)
    {
        if (!Directory.Exists(folder)) throw new VerbFailure(ExitCodes.UnreadableInput, $"the feeds folder {folder} does not exist", "what belongs in it: compliance help feeds");
        var list = Path.Combine(folder, ListName);
        var requests = File.Exists(list)
            ? Listed(folder, list, limits)
            : [.. Directory.EnumerateFileSystemEntries(folder).Where(entry => !Path.GetFileName(entry).StartsWith('.')).Order(StringComparer.Ordinal).Select(entry => new FeedImportRequest(entry, null, null, null, null, null))];
        return requests.IsEmpty ? throw new VerbFailure(ExitCodes.UnreadableInput, $"{folder} holds no feed", "no data is not the same as no vulnerability: compliance help feeds") : requests;
    }

    public void Dispose()
    {
        if (temporary is not null) Directory.Delete(temporary, recursive: true);
    }

    private static ImmutableArray<FeedImportRequest> Listed(string folder, string list, Limits limits)
    {
        if (new FileInfo(list).Length > limits.MaxYamlBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{list} is too large");
        var yaml = YamlTree.Read(File.ReadAllBytes(list), list, limits);
        if (!yaml.TryGet(out var root)) throw VerbFailure.Unreadable(list, yaml.Defects);
        var items = ((root as YamlMapping)?["feeds"] as YamlSequence)?.Items ?? throw new VerbFailure(ExitCodes.UnreadableInput, $"{list} has no list 'feeds'", "what belongs in it: compliance help feeds");
        return [.. items.Select(item => Request(folder, list, item))];
    }

    private static FeedImportRequest Request(string folder, string list, YamlNode item)
    {
        var map = item as YamlMapping ?? throw Bad("is no mapping");
        var (file, address) = (Text("file") ?? "", Address(Text("url")));
        if (file.Length == 0 == address is null) throw Bad("names no file and no url, or both");
        if (Path.IsPathRooted(file) || file.Split('/', '\\').Contains("..", StringComparer.Ordinal)) throw Bad("names a file outside of the folder");
        DateTimeOffset? fetched = null;
        if (Text("fetched") is { } text)
        {
            if (!DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)) throw Bad("has a 'fetched' that is no time, such as 2026-11-23T06:00:00Z");
            fetched = time;
        }

        var days = map["maxAgeDays"] is null ? null : (map["maxAgeDays"] as YamlScalar)?.AsInt64 is > 0 and <= 100_000 and var number ? (int?)number : throw Bad("has a 'maxAgeDays' that is no number of days");
        var strange = map.Entries.Select(entry => entry.Key.Text).FirstOrDefault(key => key is not ("file" or "name" or "source" or "fetched" or "maxAgeDays" or "ecosystem" or "url"));
        if (strange is not null) throw Bad($"has '{strange}', which nothing reads");
        return new FeedImportRequest(Path.Combine(folder, file), Text("name"), Text("source"), fetched, days, Text("ecosystem")) { Address = address };

        Uri? Address(string? url) => url is null ? null : Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 ? uri : throw Bad("has a 'url' that is no absolute address");

        string? Text(string name) => (map[name] as YamlScalar)?.Text;

        VerbFailure Bad(string problem) => new(ExitCodes.UnreadableInput, $"{list}: the feed in {item.Locator} {problem}", "what belongs in it: compliance help feeds");
    }
}
