using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Feeds;
using Compliance.Service.CommandLine;
using Compliance.Store.Feeds;

namespace Compliance.Service.Feeds;

/// <summary>Files → an edition in a store, a record at a time. Nothing is stored unless all of it is one kind of feed and has records.</summary>
internal static class FeedImport
{
    private const int MaxNameLength = 60;

    /// <exception cref="VerbFailure">The input is no feed, is empty, or comes from the future.</exception>
    public static (FeedHeader Header, ImmutableArray<Defect> Defects) Run(string folder, FeedImportRequest request, TimeProvider clock, Limits limits, Action<long, long, long> progress, CancellationToken cancellation)
    {
        var sources = new FeedSources(request.Path, limits);
        var name = NameOf(request);
        var tally = new FeedTally(limits);
        using var writer = SqliteFeedStore.Begin(request.IsDryRun ? Path.GetTempPath() : folder);
        foreach (var (file, bytes) in sources.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            var reading = FeedFileReader.Read(bytes, file, request.Ecosystem, limits);
            if (!tally.Take(reading, file, out var entries)) continue;
            foreach (var entry in entries)
            {
                if (!request.IsDryRun) writer.Add(entry);
                tally.Records++;
            }

            progress(tally.Records, sources.BytesRead, sources.TotalBytes);
        }

        var now = clock.GetUtcNow();
        var header = Describe(request, name, sources, tally, now);
        cancellation.ThrowIfCancellationRequested();
        if (!request.IsDryRun) writer.Commit(header);
        return (header, tally.Defects);
    }

    private static FeedHeader Describe(FeedImportRequest request, string name, FeedSources sources, FeedTally tally, DateTimeOffset now)
    {
        if (tally.Kind is not { } kind) throw VerbFailure.Unreadable(request.Path, tally.Defects, "which files are feeds: compliance help feeds");
        if (tally.Records == 0) throw VerbFailure.Unreadable(request.Path, tally.Defects, "a feed without a record would read as 'no vulnerability': fetch it again");
        var fetched = request.FetchedAt ?? sources.LastWritten;
        if (fetched > now.AddMinutes(5))
            throw new VerbFailure(ExitCodes.UnreadableInput, string.Create(CultureInfo.InvariantCulture, $"{request.Path} says it was fetched at {fetched:yyyy-MM-ddTHH:mm:ssZ}, which is still to come"), "check the clock of this machine, or state the time: --fetched-at");
        return new FeedHeader
        {
            Kind = kind,
            Name = name,
            Source = request.Source ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Path)),
            Digest = sources.Digest,
            FetchedAt = WholeSecond(fetched),
            ImportedAt = WholeSecond(now),
            PublishedAt = tally.PublishedAt is { } published ? WholeSecond(published) : null,
            MaxAgeDays = request.MaxAgeDays ?? kind.DefaultMaxAgeDays(),
            Records = tally.Records,
            Ecosystems = tally.Ecosystems,
            IsComplete = tally.IsComplete,
        };
    }

    private static string NameOf(FeedImportRequest request)
    {
        var wanted = request.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Path)).Split('.')[0].ToLowerInvariant();
        var name = string.Concat(wanted.Select(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' ? character : '-')).Trim('-');
        if (request.Name is not null && name != request.Name) throw new VerbFailure(ExitCodes.Usage, $"'{request.Name}' is no name for a feed", "use lower-case letters, digits, - and _");
        return name.Length is > 0 and <= MaxNameLength ? name : throw new VerbFailure(ExitCodes.Usage, $"'{wanted}' does not make a name for a feed", "name it with --name");
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
