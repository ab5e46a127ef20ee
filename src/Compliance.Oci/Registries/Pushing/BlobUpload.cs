using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.Registries.Exchange;

namespace Compliance.Oci.Registries.Pushing;

/// <summary>
/// Sends one blob (distribution specification 1.1, "Pushing blobs"): mounted, in one request, or in chunks that go on where the registry says that it is. The content is hashed
/// while it is sent, and closed only when it is what its descriptor says.
/// </summary>
internal sealed class BlobUpload(RegistryClient client, RepositoryPlace place, Descriptor descriptor, Func<Stream> open, IProgress<long>? progress)
{
    private const int MaxBeginnings = 3;

    private readonly MediaTypeHeaderValue bytes = new("application/octet-stream");

    /// <exception cref="RegistryException">The registry does not take it.</exception>
    public async Task<BlobPut> RunAsync(RepositoryName? mountFrom, CancellationToken cancellation)
    {
        for (var beginning = 1; ; beginning++)
        {
            // An answer that was lost may have been the last one.
            if (beginning > 1 && await client.Write(place.Repository).HasBlobAsync(descriptor.Digest, cancellation).ConfigureAwait(false)) return BlobPut.Sent;
            var session = await BeginAsync(beginning == 1 ? mountFrom : null, cancellation).ConfigureAwait(false);
            if (session is null) return BlobPut.Mounted;
            var content = open();
            await using (content.ConfigureAwait(false))
            {
                Check(content);
                try
                {
                    await SendAsync(session, content, cancellation).ConfigureAwait(false);
                    return BlobPut.Sent;
                }
                catch (SessionLostException) when (beginning < MaxBeginnings)
                {
                    // The registry knows the upload no longer: it is begun anew.
                }
            }
        }
    }

    /// <summary>The blob is hashed before anything is sent: what is not what it should be is not sent at all.</summary>
    private void Check(Stream content)
    {
        using var hasher = new ContentHasher(descriptor.Digest.Algorithm);
        var buffer = new byte[128 << 10];
        long count = 0;
        for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            hasher.Append(buffer.AsSpan(0, read));
            count += read;
        }

        var actual = hasher.Finish();
        if (count != descriptor.Size || actual != descriptor.Digest)
            throw new Sources.BlobMismatchException(new Defect(OciCodes.BlobMismatch, new Locator(descriptor.Digest.ToString()), $"blob {descriptor.Digest} of {descriptor.Size} bytes is {actual} with {count} bytes: not sent"));
        content.Position = 0;
    }

    /// <summary>Where to send to; null when the registry had it elsewhere and mounted it.</summary>
    private Task<UploadSession?> BeginAsync(RepositoryName? mountFrom, CancellationToken cancellation)
    {
        var address = place.Address("blobs/uploads/");
        var scopes = new List<string> { RegistryRequest.Scope(place.Repository, "pull,push") };
        if (mountFrom is not null)
        {
            address = new Uri(address, $"?mount={descriptor.Digest}&from={Uri.EscapeDataString(mountFrom.Path)}");
            scopes.Add(RegistryRequest.Scope(mountFrom, "pull"));
        }

        return client.Exchange.AskAsync(
            Request(HttpMethod.Post, address) with { Scopes = scopes },
            async response => response.StatusCode switch
            {
                HttpStatusCode.Created when mountFrom is not null => null,
                HttpStatusCode.Accepted when Location(address, response) is { } location => new UploadSession(location, ChunkOf(response)),
                _ => throw await RefusedAsync(address, response, cancellation).ConfigureAwait(false),
            },
            cancellation);
    }

    private async Task SendAsync(UploadSession session, Stream content, CancellationToken cancellation)
    {
        var chunk = Math.Max(client.Settings.ChunkBytes, session.MinChunk);
        if (descriptor.Size > chunk)
        {
            var buffer = new byte[chunk];
            while (content.Position < descriptor.Size)
            {
                var start = content.Position;
                var length = await content.ReadAtLeastAsync(buffer, chunk, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
                (session, var reached) = await PatchAsync(session, start, buffer.AsMemory(0, length), cancellation).ConfigureAwait(false);
                content.Position = reached;
                progress?.Report(reached - start);
            }

            await CloseAsync(session, default, cancellation).ConfigureAwait(false);
            return;
        }

        var whole = new byte[descriptor.Size];
        await content.ReadExactlyAsync(whole, cancellation).ConfigureAwait(false);
        await CloseAsync(session, whole, cancellation).ConfigureAwait(false);
        progress?.Report(descriptor.Size);
    }

    /// <summary>Sends a chunk; what broke off goes on where the registry says that it is.</summary>
    private async Task<(UploadSession Next, long Reached)> PatchAsync(UploadSession session, long start, ReadOnlyMemory<byte> chunk, CancellationToken cancellation)
    {
        var isFirst = true;
        return await Passing.RetryAsync(client.Settings, client.Clock, session.Location, TryAsync, cancellation).ConfigureAwait(false);

        async Task<(UploadSession, long)> TryAsync()
        {
            if (!isFirst && await AskAsync(session, cancellation).ConfigureAwait(false) is { } known && known.Reached != start)
                return known.Reached > start && known.Reached <= start + chunk.Length ? known : throw new SessionLostException();
            isFirst = false;
            var request = Request(HttpMethod.Patch, session.Location) with
            {
                Content = () => new ReadOnlyMemoryContent(chunk) { Headers = { ContentType = bytes } },
                Range = $"{start}-{start + chunk.Length - 1}",
            };
            return await client.Exchange.AskOnceAsync(
                request,
                async response => response.StatusCode switch
                {
                    HttpStatusCode.Accepted or HttpStatusCode.NoContent or HttpStatusCode.Created => (session with { Location = Location(session.Location, response) ?? session.Location }, start + chunk.Length),
                    HttpStatusCode.RequestedRangeNotSatisfiable => throw new PassingException("the registry is at another place of the blob", null, new IOException("range not satisfiable")),
                    HttpStatusCode.NotFound or HttpStatusCode.Gone => throw new SessionLostException(),
                    _ => throw await RefusedAsync(session.Location, response, cancellation).ConfigureAwait(false),
                },
                cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>How far the registry is; null when it does not say.</summary>
    private async Task<(UploadSession Next, long Reached)?> AskAsync(UploadSession session, CancellationToken cancellation) => await client.Exchange.AskOnceAsync<(UploadSession, long)?>(
        Request(HttpMethod.Get, session.Location),
        response =>
        {
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) throw new SessionLostException();
            if (response.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.OK or HttpStatusCode.Accepted) || !response.Headers.TryGetValues("Range", out var values)) return Task.FromResult<(UploadSession, long)?>(null);
            var end = values.First().Split('-') is ["0" or "bytes=0", var last] && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : -1;
            // "0-0" is what registries say of nothing, too: then it is sent again from the beginning.
            var reached = end <= 0 ? 0 : end + 1;
            return Task.FromResult<(UploadSession, long)?>((session with { Location = Location(session.Location, response) ?? session.Location }, reached));
        },
        cancellation).ConfigureAwait(false);

    private async Task CloseAsync(UploadSession session, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var separator = session.Location.Query.Length > 0 ? '&' : '?';
        var address = new Uri($"{session.Location.AbsoluteUri}{separator}digest={Uri.EscapeDataString(descriptor.Digest.ToString())}");
        await client.Exchange.AskAsync(
            Request(HttpMethod.Put, address) with { Content = () => new ReadOnlyMemoryContent(content) { Headers = { ContentType = bytes } } },
            async response => response.StatusCode switch
            {
                HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.NoContent => true,
                HttpStatusCode.NotFound or HttpStatusCode.Gone => throw new SessionLostException(),
                _ => throw await RefusedAsync(address, response, cancellation).ConfigureAwait(false),
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Uploads may go to another host; then without credentials.</summary>
    private RegistryRequest Request(HttpMethod method, Uri address) =>
        new(method, address, place.Repository, [RegistryRequest.Scope(place.Repository, "pull,push")]) { IsOwn = RegistryExchange.IsSameServer(address, place.Root) };

    private Uri? Location(Uri address, HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location || !Uri.TryCreate(address, location, out var next)) return null;
        if (next.Scheme is not ("http" or "https") || next.UserInfo.Length > 0 || (place.Root.Scheme == "https" && next.Scheme != "https"))
            throw RegistryException.Of(RegistryCodes.RedirectRefused, place.Root, $"uploads are not sent to {next.Scheme}://{next.Authority}");
        return next;
    }

    private int ChunkOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("OCI-Chunk-Min-Length", out var values) || !int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var least)) return 0;
        return least <= 256 << 20 ? least : throw RegistryException.Of(RegistryCodes.NotTaken, place.Root, $"the registry wants chunks of {least} bytes");
    }

    private async Task<RegistryException> RefusedAsync(Uri address, HttpResponseMessage response, CancellationToken cancellation) => RegistryException.Of(
        RegistryCodes.NotTaken, address, $"the registry does not take blob {descriptor.Digest.Short}… ({(int)response.StatusCode}{await RegistryErrors.OfAsync(client, response, cancellation).ConfigureAwait(false)})");
}
