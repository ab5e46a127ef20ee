using Compliance.Oci.Transport;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Feeds;

/// <summary>Feeds that a list names by address: fetched over HTTPS into a cache, then imported like files. Without a cache nothing leaves the machine.</summary>
internal static class FeedFetch
{
    /// <summary>The request with a file; the time of fetching is now, unless the list states one.</summary>
    /// <exception cref="VerbFailure">Nothing may be fetched, the address is not HTTPS, or the server has no such file.</exception>
    /// <exception cref="IOException">No attempt to fetch came to an end.</exception>
    public static FeedImportRequest Local(FeedImportRequest request, FileCache? cache, TimeProvider clock, CancellationToken cancellation)
    {
        if (request.Address is not { } address) return request;
        if (cache is null) throw new VerbFailure(ExitCodes.Usage, $"{address} has to be fetched", "allow it: compliance feeds update <folder> --fetch");
        if (address.Scheme != Uri.UriSchemeHttps) throw new VerbFailure(ExitCodes.UnreadableInput, $"{address} is not fetched: only addresses with https are", "fetch it another way, and import the file");
        var path = cache.Fetch(address, cancellation) ?? throw new VerbFailure(ExitCodes.InputOutput, $"{address} is not there", "check the address in feeds.yaml");
        return request with
        {
            Path = path,
            Name = request.Name ?? Path.GetFileName(address.AbsolutePath).Split('.')[0].ToLowerInvariant(),
            Source = request.Source ?? address.ToString(),
            FetchedAt = request.FetchedAt ?? clock.GetUtcNow(),
        };
    }
}
