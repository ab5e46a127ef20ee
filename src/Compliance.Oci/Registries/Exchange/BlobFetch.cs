using System.Net;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;

namespace Compliance.Oci.Registries.Exchange;

/// <summary>Fetches one blob from one place: in one go, or on from where it broke off (RFC 9110 section 14), and checks it.</summary>
internal sealed class BlobFetch(RegistryClient client, RepositoryPlace place, Digest digest, long size, Stream target, IProgress<long>? progress)
{
    /// <summary>So many bytes more, and broken attempts are forgotten: a long transfer over a poor line ends.</summary>
    private const long Refill = 8 << 20;

    private readonly Uri address = place.Address($"blobs/{digest}");
    private readonly byte[] buffer = new byte[128 << 10];
    private long have;
    private int beginnings;
    private bool isWhole;

    /// <summary>False when the blob is not there.</summary>
    /// <exception cref="RegistryException">The place can't be used, or gives other bytes.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        using var hasher = new ContentHasher(digest.Algorithm);
        Restart(hasher);
        while (true)
        {
            var before = have;
            bool? isThere;
            try
            {
                isThere = await client.Exchange.AskAsync(Request(), response => TakeAsync(response, hasher, cancellation), cancellation).ConfigureAwait(false);
            }
            catch (RegistryException) when (have - before >= Refill)
            {
                continue;
            }

            if (isThere is false) return false;
            if (isThere is null) continue;
            var actual = hasher.Finish();
            if (actual == digest) return true;
            // Parts of two answers may not belong together; once it is tried in one go.
            if (isWhole) throw RegistryException.Of(OciCodes.BlobMismatch, address, $"asked for {digest}, the registry gives bytes with the digest {actual}");
            Restart(hasher);
        }
    }

    private RegistryRequest Request() => new(HttpMethod.Get, address, place.Repository, [RegistryRequest.Scope(place.Repository, "pull")]) { From = () => have };

    /// <summary>True when all came, false when there is nothing, null when it has to be asked for anew.</summary>
    private async Task<bool?> TakeAsync(HttpResponseMessage response, ContentHasher hasher, CancellationToken cancellation)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotFound:
                return false;
            case HttpStatusCode.OK:
                if (have > 0) Restart(hasher);
                isWhole = true;
                break;
            case HttpStatusCode.PartialContent when have > 0 && response.Content.Headers.ContentRange is { From: { } from } && from == have:
                isWhole = false;
                break;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable when have > 0:
                Restart(hasher);
                return null;
            default:
                throw RegistryException.Of(RegistryCodes.UnexpectedAnswer, address, $"the registry answers {(int)response.StatusCode} to the question for a blob");
        }

        using var reader = new BodyReader(response, client.Settings, client.Clock, cancellation);
        for (var read = await reader.ReadAsync(buffer).ConfigureAwait(false); read > 0; read = await reader.ReadAsync(buffer).ConfigureAwait(false))
        {
            if (have + read > size) throw RegistryException.Of(OciCodes.BlobMismatch, address, $"blob {digest} has more than the {size} bytes that its descriptor states");
            hasher.Append(buffer.AsSpan(0, read));
            target.Write(buffer, 0, read);
            have += read;
            progress?.Report(read);
        }

        return have == size ? true : throw new PassingException($"the registry ends blob {digest.Short}… after {have} of {size} bytes", null, new IOException("the body ended early"));
    }

    private void Restart(ContentHasher hasher)
    {
        if (++beginnings > client.Settings.MaxAttempts) throw RegistryException.Of(RegistryCodes.Unavailable, address, $"blob {digest.Short}… had to be begun {client.Settings.MaxAttempts} times");
        if (have > 0) progress?.Report(-have);
        have = 0;
        target.SetLength(0);
        target.Position = 0;
        hasher.Reset();
    }
}
