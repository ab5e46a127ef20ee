using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;

namespace Compliance.Oci.Registries.Exchange;

/// <summary>Where repositories are asked for: their mirrors, then themselves; with TLS, but for hosts that are named as plain, and loopback ones that have none.</summary>
internal sealed class RegistryPlaces(RegistrySettings settings, RegistryConnections connections)
{
    private readonly ConcurrentDictionary<string, Task<Uri>> roots = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The registry itself.</summary>
    public async Task<RepositoryPlace> OriginAsync(RepositoryName repository, CancellationToken cancellation) =>
        new(repository, await RootAsync(repository.Host, cancellation).ConfigureAwait(false), IsMirror: false, AnswersTags: true);

    /// <summary>Every place, in the order in which they are asked.</summary>
    /// <param name="byDigest">Whether bytes prove themselves: mirrors that are not believed about tags are left out of other questions.</param>
    public async Task<ImmutableArray<RepositoryPlace>> AllAsync(RepositoryName repository, bool byDigest, CancellationToken cancellation)
    {
        var places = ImmutableArray.CreateBuilder<RepositoryPlace>();
        foreach (var mirror in HostOf(repository.Host).Mirrors.Where(mirror => byDigest || mirror.AnswersTags))
        {
            var root = await RootAsync(mirror.Host, cancellation).ConfigureAwait(false);
            places.Add(new RepositoryPlace(new RepositoryName(mirror.Host, mirror.Prefix + repository.Path), root, IsMirror: true, mirror.AnswersTags));
        }

        places.Add(await OriginAsync(repository, cancellation).ConfigureAwait(false));
        return places.ToImmutable();
    }

    private RegistryHost HostOf(string host) => settings.Hosts.GetValueOrDefault(host, RegistryHost.Unknown);

    private Task<Uri> RootAsync(string host, CancellationToken cancellation)
    {
        // Docker Hub's interface is under another name than its references (docker.com, "Registry API").
        var authority = host == "docker.io" ? "registry-1.docker.io" : host;
        var known = HostOf(host);
        var plain = new Uri($"http://{authority}/v2/");
        var secure = new Uri($"https://{authority}/v2/");
        if (known.IsPlain) return Task.FromResult(plain);
        if (known.Anchors is not null || !plain.IsLoopback) return Task.FromResult(secure);
        return roots.GetOrAdd(host, _ => ProbeAsync(plain, secure, cancellation));
    }

    /// <summary>A loopback registry is asked without TLS and without credentials; one that has TLS refuses or breaks off.</summary>
    private async Task<Uri> ProbeAsync(Uri plain, Uri secure, CancellationToken cancellation)
    {
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, plain);
            using var response = await connections.SendAsync(message, cancellation).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.BadRequest ? secure : plain;
        }
        catch (PassingException broken)
        {
            return broken.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } or OperationCanceledException ? plain : secure;
        }
    }
}
