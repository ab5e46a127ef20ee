using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Oci.Transport;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary>The option by which a verb may fetch packages. Without it nothing leaves the machine.</summary>
internal sealed class FetchOptions(Option<string?> data)
{
    private const string CacheFolder = "fetched";

    private readonly Option<bool> fetch = new("--fetch") { Description = "Fetch from repositories with http and https addresses, and from no other host; kept in the data directory" };

    public void AddTo(Command verb) => verb.Add(fetch);

    /// <param name="folder">What the configuration's paths are relative to.</param>
    public RepositoryPlaces Files(ParseResult parsed, CommandContext context, string folder) => new(
        folder,
        parsed.GetValue(fetch) ? new FileCache(Path.Combine(DataDirectory.Resolve(parsed.GetValue(data), context.Environment), CacheFolder), FetchSettings.Default, context.Clock) : null,
        Limits.Default);

    /// <exception cref="VerbFailure">A bundle is to be the only source, and something shall be fetched.</exception>
    public void RefuseBeside(ParseResult parsed, bool isBundled)
    {
        if (isBundled && parsed.GetValue(fetch)) throw new VerbFailure(ExitCodes.Usage, "--fetch and --bundle exclude each other", "behind an air gap nothing is fetched");
    }

    /// <summary>A repository as typed, relative to the current folder.</summary>
    public static string Repository(string typed) =>
        RepositoryPlaces.IsRemote(typed) ? typed
        : typed.StartsWith(LayoutFiles.Prefix, StringComparison.Ordinal) ? LayoutFiles.Prefix + Path.GetFullPath(typed[LayoutFiles.Prefix.Length..])
        : Path.GetFullPath(typed);
}
