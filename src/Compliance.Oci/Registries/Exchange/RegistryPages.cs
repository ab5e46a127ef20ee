using System.Net;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Oci.Registries.Exchange;

/// <summary>Reads lists that come in pages, each with the address of the next (RFC 8288, relation <c>next</c>). A list without an end is cut off, with a defect.</summary>
internal sealed class RegistryPages(RegistryClient client, RepositoryPlace place, Limits limits)
{
    private const int PageSize = 1000;

    public List<Defect> Defects { get; } = [];

    /// <param name="take">Takes a page; false when it is not what it should be.</param>
    /// <param name="count">Items so far: a page that adds none is the last one that is followed.</param>
    /// <returns>False when there is no such list.</returns>
    /// <exception cref="RegistryException">The registry can't be used.</exception>
    public async Task<bool> ReadAsync(string path, Func<JsonTree, bool> take, Func<int> count, int maxItems, CancellationToken cancellation)
    {
        var first = place.Address(path);
        var next = path.StartsWith("tags/", StringComparison.Ordinal) ? new Uri(first, $"?n={PageSize}") : first;
        for (var pages = 1; ; pages++)
        {
            var before = count();
            var (isThere, page, following) = await PageAsync(next, cancellation).ConfigureAwait(false);
            if (!isThere) return pages > 1 && Cut("a page of the list is not there");
            if (page is null || !take(page)) return Cut("a page of the list is not what it should be");
            if (count() > maxItems) return Cut($"the list has more than {maxItems} entries");
            if (following is null) return true;
            if (!RegistryExchange.IsSameServer(following, first)) return Cut($"the list goes on at {following.Authority}, which is not asked");
            if (pages >= client.Settings.MaxPages || count() == before) return Cut($"the list does not end ({pages} pages)");
            next = following;
        }

        bool Cut(string why)
        {
            Defects.Add(new Defect(RegistryCodes.TooMany, new Locator(RegistryException.Show(first)), $"{why}: what follows is not known"));
            return true;
        }
    }

    private Task<(bool IsThere, JsonTree? Page, Uri? Next)> PageAsync(Uri address, CancellationToken cancellation) => client.Exchange.AskAsync(
        new RegistryRequest(HttpMethod.Get, address, place.Repository, [RegistryRequest.Scope(place.Repository, "pull")]),
        async response =>
        {
            // Registries without such a list answer in all these ways.
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented) return (false, null, null);
            if (response.StatusCode != HttpStatusCode.OK) throw RegistryException.Of(RegistryCodes.UnexpectedAnswer, address, $"the registry answers {(int)response.StatusCode} to the question for a list");
            if (await client.Exchange.Connections.ReadAsync(response, limits.MaxManifestBytes, cancellation).ConfigureAwait(false) is not { } bytes) return (true, null, null);
            var reading = StrictJson.Read(bytes, RegistryException.Show(address), limits);
            return (true, reading.TryGet(out var tree) && tree.Root.IsMap ? tree : null, Next(address, response));
        },
        cancellation);

    private static Uri? Next(Uri address, HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var values)) return null;
        foreach (var value in values.SelectMany(value => value.Split(',')).Take(16))
        {
            var (open, close) = (value.IndexOf('<', StringComparison.Ordinal), value.IndexOf('>', StringComparison.Ordinal));
            if (open < 0 || close < open || !value[close..].Contains("next", StringComparison.Ordinal)) continue;
            return Uri.TryCreate(address, value[(open + 1)..close], out var next) && next.Scheme is "http" or "https" && next.UserInfo.Length == 0 ? next : null;
        }

        return null;
    }
}
