using System.CommandLine;
using System.Globalization;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Feeds;
using Compliance.Oci.Transport;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Feeds;
using Compliance.Service.Terminals;
using Compliance.Store.Feeds;

namespace Compliance.Service.Verbs.Feeds;

/// <summary><c>compliance feeds import|list|verify|update</c>: vulnerability data that the user brings.</summary>
internal static class FeedsVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        var verb = new Command("feeds", "Imports vulnerability feeds from files, lists and checks them") { Import(context, data), Update(context, data), List(context, data), Verify(context, data) };
        return verb;
    }

    private static Command Import(CommandContext context, Option<string?> data)
    {
        Argument<string> path = new("path") { Description = "File (JSON, YAML, CSV; gzip), zip archive or folder of one feed" };
        Option<string?> name = new("--name") { Description = "Name of the feed within its kind; the same name replaces it (default: from the file's name)", HelpName = "name" };
        Option<string?> source = new("--source") { Description = "Where it was fetched from", HelpName = "url" };
        Option<DateTimeOffset?> fetched = new("--fetched-at") { Description = "When it was fetched (default: the time of the file)", HelpName = "time", CustomParser = TimeArgument.Parse };
        Option<int?> age = new("--max-age") { Description = "Days for which it counts as fresh (default: by kind)", HelpName = "days" };
        age.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 100_000) result.AddError("--max-age takes a number of days from 1");
        });
        Option<string?> ecosystem = new("--ecosystem") { Description = "Ecosystem of a security database that does not say it, such as Alpine:v3.22", HelpName = "name" };
        Option<bool> dry = new("--dry-run") { Description = "Read all and say what it is, store nothing" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("import", "Imports one feed: secdb, OSV, KEV, EPSS, SSVC, CVSS or support times, told by its content") { path, name, source, fetched, age, ecosystem, dry, json };
        verb.SetAction((parsed, cancellation) =>
        {
            var request = new FeedImportRequest(parsed.GetValue(path)!, parsed.GetValue(name), parsed.GetValue(source), parsed.GetValue(fetched), parsed.GetValue(age), parsed.GetValue(ecosystem)) { IsDryRun = parsed.GetValue(dry) };
            return Task.FromResult(ImportAll(context, DataDirectory.Resolve(parsed.GetValue(data), context.Environment), [request], parsed.GetValue(json), cancellation));
        });
        return verb;
    }

    private static Command Update(CommandContext context, Option<string?> data)
    {
        Argument<string> folder = new("folder") { Description = "Folder of feed files, with feeds.yaml if their names do not say it all" };
        Option<bool> fetch = new("--fetch") { Description = "Fetch what feeds.yaml names by url, over HTTPS and from no other host; kept in the data directory" };
        Option<bool> dry = new("--dry-run") { Description = "Read all and say what it is, store nothing" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("update", "Imports every feed of a folder, such as a mirror that something else keeps, or a list of addresses") { folder, fetch, dry, json };
        verb.SetAction((parsed, cancellation) =>
        {
            var directory = DataDirectory.Resolve(parsed.GetValue(data), context.Environment);
            var cache = parsed.GetValue(fetch) ? new FileCache(Path.Combine(directory, "fetched"), FetchSettings.Default, context.Clock) : null;
            var requests = FeedFolder.Requests(parsed.GetValue(folder)!, Limits.Default).Select(request => FeedFetch.Local(request, cache, context.Clock, cancellation) with { IsDryRun = parsed.GetValue(dry) });
            return Task.FromResult(ImportAll(context, directory, [.. requests], parsed.GetValue(json), cancellation));
        });
        return verb;
    }

    private static int ImportAll(CommandContext context, string data, IReadOnlyList<FeedImportRequest> requests, bool json, CancellationToken cancellation)
    {
        var imported = new List<FeedHeader>();
        foreach (var request in requests)
        {
            using var line = context.Terminal.ErrorIsTerminal && !json ? new ProgressLine(context.Terminal.Error) : null;
            var (header, defects) = FeedImport.Run(
                FeedFolder.In(data), request, context.Clock, Limits.Default,
                (records, done, total) => line?.Step(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(request.Path)}: {records:N0} records, {done * 100.0 / Math.Max(1, total):F0} %")), cancellation);
            imported.Add(header);
            foreach (var defect in defects) context.Terminal.Error.WriteLine($"  {Terminal.Visible(defect.ToString())}");
        }

        var now = context.Clock.GetUtcNow();
        if (json) FeedsText.WriteJson(context.Terminal.Output, imported, now);
        else FeedsText.Write(context.Terminal, imported, now);
        return imported.TrueForAll(header => header.IsComplete && !header.IsStaleAt(now)) ? ExitCodes.Good : ExitCodes.Open;
    }

    private static Command List(CommandContext context, Option<string?> data)
    {
        Option<bool> json = JsonOption.Create();
        var verb = new Command("list", "Lists the imported feeds with their age") { json };
        verb.SetAction(parsed =>
        {
            var feeds = SqliteFeedStore.Open(FeedFolder.In(DataDirectory.Resolve(parsed.GetValue(data), context.Environment))).Feeds;
            if (parsed.GetValue(json)) FeedsText.WriteJson(context.Terminal.Output, feeds, context.Clock.GetUtcNow());
            else FeedsText.Write(context.Terminal, feeds, context.Clock.GetUtcNow());
            return ExitCodes.Good;
        });
        return verb;
    }

    private static Command Verify(CommandContext context, Option<string?> data)
    {
        Option<DateTimeOffset?> at = new("--at") { Description = "Date that freshness is judged on (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("verify", "Checks that the imported feeds can be read, are complete and fresh, and that the kinds that decide are there (exit 0 or 1)") { at, json };
        verb.SetAction(parsed =>
        {
            var now = parsed.GetValue(at) ?? context.Clock.GetUtcNow();
            var feeds = SqliteFeedStore.Open(FeedFolder.In(DataDirectory.Resolve(parsed.GetValue(data), context.Environment))).Feeds;
            var problems = Problems(feeds, now).ToList();
            if (parsed.GetValue(json)) FeedsText.WriteJson(context.Terminal.Output, feeds, now, problems);
            else FeedsText.Write(context.Terminal, feeds, now, problems);
            return problems.Count == 0 ? ExitCodes.Good : ExitCodes.Bad;
        });
        return verb;
    }

    private static IEnumerable<string> Problems(IReadOnlyCollection<FeedHeader> feeds, DateTimeOffset now)
    {
        foreach (var kind in (FeedKind[])[FeedKind.Osv, FeedKind.Kev])
        {
            if (!feeds.Any(feed => feed.Kind == kind)) yield return $"no {kind.ToName()} feed is imported";
        }

        foreach (var feed in feeds.Where(feed => feed.Records == 0)) yield return $"{feed.Label} is empty";
        foreach (var feed in feeds.Where(feed => !feed.IsComplete)) yield return $"{feed.Label} is incomplete";
        foreach (var feed in feeds.Where(feed => feed.IsStaleAt(now)))
            yield return string.Create(CultureInfo.InvariantCulture, $"{feed.Label} is {feed.AgeDaysAt(now):F0} days old, and counts for {feed.MaxAgeDays}");
    }
}
