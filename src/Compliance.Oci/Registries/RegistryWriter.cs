using System.Net;
using System.Net.Http.Headers;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.Registries.Exchange;
using Compliance.Oci.Registries.Pushing;

namespace Compliance.Oci.Registries;

/// <summary>
/// Writes into one repository (distribution specification 1.1, "Push"); mirrors are never written to. The caller puts blobs before the manifests that name them. Safe for several threads.
/// </summary>
public sealed class RegistryWriter
{
    private readonly RegistryClient client;

    internal RegistryWriter(RegistryClient client, RepositoryName repository) => (this.client, Repository) = (client, repository);

    public RepositoryName Repository { get; }

    /// <summary>Whether the repository has the blob.</summary>
    /// <exception cref="RegistryException">The registry can't be used.</exception>
    public async Task<bool> HasBlobAsync(Digest digest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var place = await client.Places.OriginAsync(Repository, cancellation).ConfigureAwait(false);
        var request = new RegistryRequest(HttpMethod.Head, place.Address($"blobs/{digest}"), Repository, Scopes());
        return await client.Exchange.AskAsync(request, response => Task.FromResult(response.StatusCode == HttpStatusCode.OK), cancellation).ConfigureAwait(false);
    }

    /// <summary>Puts a blob that the repository does not have: mounted from a repository beside it where that has it, else sent, whole or in chunks.</summary>
    /// <param name="open">Opens the content at its first byte, seekable; called when it has to be sent, and again when that failed.</param>
    /// <param name="mountFrom">A repository of the same registry that may have it; null for none.</param>
    /// <exception cref="RegistryException">The registry does not take it.</exception>
    /// <exception cref="IOException">The content can't be read, or is not what the descriptor says.</exception>
    public async Task<BlobPut> PutBlobAsync(Descriptor descriptor, Func<Stream> open, RepositoryName? mountFrom, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(open);
        if (await HasBlobAsync(descriptor.Digest, cancellation).ConfigureAwait(false)) return BlobPut.WasThere;
        var place = await client.Places.OriginAsync(Repository, cancellation).ConfigureAwait(false);
        var isNear = mountFrom is not null && mountFrom.Path != Repository.Path && string.Equals(mountFrom.Host, Repository.Host, StringComparison.OrdinalIgnoreCase);
        return await new BlobUpload(client, place, descriptor, open, progress).RunAsync(isNear ? mountFrom : null, cancellation).ConfigureAwait(false);
    }

    /// <summary>Puts a manifest under its digest, and under a tag where one is named.</summary>
    /// <returns>Whether the registry itself lists it as a referrer of its subject (header <c>OCI-Subject</c>).</returns>
    /// <exception cref="RegistryException">The registry does not take it, or stores something else.</exception>
    public async Task<bool> PutManifestAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, string? tag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        var place = await client.Places.OriginAsync(Repository, cancellation).ConfigureAwait(false);
        var request = new RegistryRequest(HttpMethod.Put, place.Address($"manifests/{tag ?? descriptor.Digest.ToString()}"), Repository, Scopes())
        {
            Content = () => new ReadOnlyMemoryContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(descriptor.MediaType.Text) } },
        };
        return await client.Exchange.AskAsync(
            request,
            async response =>
            {
                if (response.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.NoContent))
                    throw RegistryException.Of(RegistryCodes.NotTaken, request.Address, $"the registry does not take the manifest ({(int)response.StatusCode}{await RegistryErrors.OfAsync(client, response, cancellation).ConfigureAwait(false)})");
                if (response.Headers.TryGetValues("Docker-Content-Digest", out var values) && Digest.TryParse(values.First(), out var stated) && stated.Algorithm == descriptor.Digest.Algorithm && stated != descriptor.Digest)
                    throw RegistryException.Of(RegistryCodes.DigestStatedWrong, request.Address, $"the manifest is {descriptor.Digest}, the registry says that it stored {stated}");
                return response.Headers.TryGetValues("OCI-Subject", out _);
            },
            cancellation).ConfigureAwait(false);
    }

    private string[] Scopes() => [RegistryRequest.Scope(Repository, "pull,push")];
}
