using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Feeds;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary>The option by which rebuilds know of vulnerabilities, as audits do.</summary>
internal sealed class FeedOption(Option<string?> data)
{
    private readonly Option<string?> feeds = new("--feeds") { Description = "Vulnerability feeds: a store, or a folder of feed files (default: those imported into the data directory)", HelpName = "dir" };

    public void AddTo(Command verb) => verb.Add(feeds);

    /// <summary>Null when nobody named feeds and none were imported: vulnerabilities are then unknown.</summary>
    /// <exception cref="VerbFailure">The named folder is none, holds no feed, or a feed in it can't be read.</exception>
    public FeedFolder? Open(ParseResult parsed, CommandContext context, CancellationToken cancellation) =>
        FeedFolder.Open(parsed.GetValue(feeds), DataDirectory.Resolve(parsed.GetValue(data), context.Environment), context.Clock, Limits.Default, cancellation);
}
