using System.Net;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Oci.Models;
using Compliance.Oci.Registries.Exchange;

namespace Compliance.Oci.Registries;

/// <summary>
/// Reads one repository: from its mirrors where there are some, else from itself. Nothing leaves here unless its bytes have the digest that was asked for; a mirror that gives
/// others, or nothing, is passed over and named in <see cref="Passed"/>. Safe for several threads.
/// </summary>
public sealed class RegistryReader
{
    private readonly RegistryClient client;
    private readonly Limits limits;
    private readonly Lock gate = new();
    private readonly List<Defect> passed = [];

    internal RegistryReader(RegistryClient client, RepositoryName repository, Limits limits) => (this.client, Repository, this.limits) = (client, repository, limits);

    public RepositoryName Repository { get; }

    /// <summary>Mirrors that were passed over, and why.</summary>
    public IReadOnlyList<Defect> Passed
    {
        get
        {
            lock (gate) return [.. passed];
        }
    }

    /// <summary>The manifest or index under a tag, as it is now; null when there is none.</summary>
    /// <exception cref="RegistryException">The registry can't be used, or states another digest than its bytes have.</exception>
    public Task<TaggedManifest?> FindTagAsync(string tag, CancellationToken cancellation) =>
        FirstAsync(byDigest: false, place => FindAsync(place, tag, null, cancellation), cancellation);

    /// <summary>The manifest or index of that digest; null when there is none.</summary>
    /// <exception cref="RegistryException">The registry can't be used, or gives other bytes.</exception>
    public Task<TaggedManifest?> FindManifestAsync(Digest digest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return FirstAsync(byDigest: true, place => FindAsync(place, digest.ToString(), digest, cancellation), cancellation);
    }

    /// <summary>Fetches a blob into a stream, which then holds it whole and checked; what broke off goes on where it stopped.</summary>
    /// <param name="size">What descriptors say; more is not read.</param>
    /// <param name="target">Writable, seekable, the caller's; emptied first.</param>
    /// <param name="progress">Hears of bytes as they come.</param>
    /// <returns>Whether there is such a blob.</returns>
    /// <exception cref="RegistryException">The registry can't be used, or gives other bytes.</exception>
    public async Task<bool> FetchBlobAsync(Digest digest, long size, Stream target, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(target);
        return await FirstAsync<object>(
            byDigest: true,
            async place => await new BlobFetch(client, place, digest, size, target, progress).RunAsync(cancellation).ConfigureAwait(false) ? target : null,
            cancellation).ConfigureAwait(false) is not null;
    }

    /// <summary>Every tag, sorted; with defects where the list could not be read to its end.</summary>
    /// <exception cref="RegistryException">The registry can't be used.</exception>
    public async Task<Reading<IReadOnlyList<string>>> ListTagsAsync(CancellationToken cancellation)
    {
        var place = (await client.Places.AllAsync(Repository, byDigest: false, cancellation).ConfigureAwait(false))[0];
        var pages = new RegistryPages(client, place, limits);
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        var answered = await pages.ReadAsync(
            "tags/list",
            page =>
            {
                if (!page.Root["tags"].HasValue && page.Root["name"].HasValue) return true;
                if (!page.Root["tags"].IsList) return false;
                foreach (var item in page.Root["tags"].Items)
                {
                    if (item.AsText is not { Length: > 0 and <= 128 } tag) return false;
                    tags.Add(tag);
                }

                return true;
            },
            () => tags.Count,
            client.Settings.MaxTags,
            cancellation).ConfigureAwait(false);
        if (!answered) return Readings.Reject<IReadOnlyList<string>>(RegistryCodes.NoSuchManifest, new Locator(Repository.ToString()), $"there is no repository {Repository}");
        return Readings.Accept<IReadOnlyList<string>>([.. tags.Take(client.Settings.MaxTags)], pages.Defects);
    }

    /// <summary>What the registry itself says refers to a manifest (distribution specification 1.1, "Listing Referrers").</summary>
    /// <exception cref="RegistryException">The registry can't be used.</exception>
    public async Task<ReferrerList> ListReferrersAsync(Digest subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var place = (await client.Places.AllAsync(Repository, byDigest: false, cancellation).ConfigureAwait(false))[0];
        var pages = new RegistryPages(client, place, limits);
        var found = new Dictionary<Digest, Descriptor>();
        var defects = new List<Defect>();
        var answered = await pages.ReadAsync(
            $"referrers/{subject}",
            page =>
            {
                var reading = ImageIndex.Read(page.Bytes, page.Document, null, limits);
                defects.AddRange(reading.Defects);
                if (!reading.TryGet(out var index)) return false;
                foreach (var descriptor in index.Manifests) found.TryAdd(descriptor.Digest, descriptor);
                return true;
            },
            () => found.Count,
            limits.MaxDescriptors,
            cancellation).ConfigureAwait(false);
        return new ReferrerList(answered, [.. found.Values.OrderBy(descriptor => descriptor.Digest).Take(limits.MaxDescriptors)], [.. defects, .. pages.Defects]);
    }

    private async Task<TaggedManifest?> FindAsync(RepositoryPlace place, string name, Digest? digest, CancellationToken cancellation)
    {
        var request = new RegistryRequest(HttpMethod.Get, place.Address($"manifests/{name}"), place.Repository, [RegistryRequest.Scope(place.Repository, "pull")]) { Accept = ManifestKind.Accepted };
        return await client.Exchange.AskAsync(
            request,
            async response =>
            {
                if (response.StatusCode == HttpStatusCode.NotFound) return null;
                if (response.StatusCode != HttpStatusCode.OK) throw RegistryException.Of(RegistryCodes.UnexpectedAnswer, request.Address, $"the registry answers {(int)response.StatusCode} to the question for a manifest");
                var bytes = await client.Exchange.Connections.ReadAsync(response, limits.MaxManifestBytes, cancellation).ConfigureAwait(false)
                    ?? throw RegistryException.Of(OciCodes.ManifestTooLarge, request.Address, $"the manifest has more than the {limits.MaxManifestBytes} bytes allowed");
                var actual = Check(request.Address, response, bytes, digest);
                return new TaggedManifest(new Descriptor(ManifestKind.Of(response.Content.Headers.ContentType?.MediaType, bytes), actual, bytes.Length), bytes);
            },
            cancellation).ConfigureAwait(false);
    }

    private static Digest Check(Uri place, HttpResponseMessage response, byte[] bytes, Digest? asked)
    {
        if (asked is not null)
        {
            var computed = ContentHasher.Compute(asked.Algorithm, bytes);
            return computed == asked ? asked : throw RegistryException.Of(OciCodes.BlobMismatch, place, $"asked for {asked}, the registry gives bytes with the digest {computed}");
        }

        var actual = ContentHasher.Sha256(bytes);
        if (response.Headers.TryGetValues("Docker-Content-Digest", out var values) && Digest.TryParse(values.First(), out var stated) && ContentHasher.Compute(stated.Algorithm, bytes) != stated)
            throw RegistryException.Of(RegistryCodes.DigestStatedWrong, place, $"the registry states {stated}, its bytes have the digest {actual}");
        return actual;
    }

    private async Task<T?> FirstAsync<T>(bool byDigest, Func<RepositoryPlace, Task<T?>> ask, CancellationToken cancellation)
        where T : class
    {
        var places = await client.Places.AllAsync(Repository, byDigest, cancellation).ConfigureAwait(false);
        foreach (var place in places)
        {
            try
            {
                var found = await ask(place).ConfigureAwait(false);
                if (found is not null || !place.IsMirror) return found;
            }
            catch (RegistryException broken) when (place.IsMirror)
            {
                lock (gate)
                {
                    if (passed.Count < limits.MaxDefects) passed.Add(new Defect(RegistryCodes.MirrorPassedOver, new Locator(place.Repository.ToString()), $"the mirror was passed over: {broken.Defect}"));
                }
            }
        }

        return null;
    }
}
