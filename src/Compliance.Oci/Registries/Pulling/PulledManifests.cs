using System.Collections.Concurrent;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Oci.Models;

namespace Compliance.Oci.Registries.Pulling;

/// <summary>Manifests of one repository as they came, each checked, and what could not be had. Filled by several tasks.</summary>
internal sealed class PulledManifests(RegistryReader reader, Limits limits)
{
    private readonly ConcurrentDictionary<Digest, ReadOnlyMemory<byte>> manifests = new();
    private readonly ConcurrentDictionary<Digest, (string Why, long Size)> broken = new();
    private readonly Lock gate = new();
    private readonly List<(Descriptor Manifest, string? Tag)> named = [];
    private readonly List<Defect> defects = [];
    private readonly List<Defect> missed = [];
    private readonly HashSet<Digest> referrers = [];
    private int count;

    public RepositoryName Repository => reader.Repository;

    public IReadOnlyDictionary<Digest, ReadOnlyMemory<byte>> Manifests => manifests;

    /// <summary>Manifests that are there and can't be had, with the reason and the size that they are said to have.</summary>
    public IReadOnlyDictionary<Digest, (string Why, long Size)> Broken => broken;

    /// <summary>What stands under tags, in a fixed order: the image first.</summary>
    public IEnumerable<(Descriptor Manifest, string? Tag)> Named => named.Take(1).Concat(named.Skip(1).OrderBy(one => one.Tag, StringComparer.Ordinal).ThenBy(one => one.Manifest.Digest));

    public IEnumerable<Defect> Defects => Sorted(defects).Concat(reader.Passed);

    /// <summary>What could not be looked at: each makes the list of what is attached incomplete.</summary>
    public IEnumerable<Defect> Missed => Sorted(missed);

    /// <summary>Manifests that were listed as referring to something.</summary>
    public IReadOnlyCollection<Digest> Referrers => referrers;

    public void Name(Descriptor descriptor, string? tag)
    {
        lock (gate) named.Add((descriptor, tag));
    }

    public void Add(TaggedManifest manifest) => manifests[manifest.Descriptor.Digest] = manifest.Content;

    public void Report(Defect defect)
    {
        lock (gate)
        {
            if (defects.Count < limits.MaxDefects) defects.Add(defect);
        }
    }

    public void Miss(Defect defect)
    {
        lock (gate)
        {
            if (missed.Count < limits.MaxDefects) missed.Add(defect);
        }
    }

    /// <summary>False when it was listed before.</summary>
    public bool AddReferrer(Digest digest)
    {
        lock (gate) return referrers.Add(digest);
    }

    /// <summary>Has a manifest at hand; null when it is not there, can't be had, or too many were asked for.</summary>
    public async Task<ReadOnlyMemory<byte>?> FetchAsync(Descriptor descriptor, CancellationToken cancellation)
    {
        if (manifests.TryGetValue(descriptor.Digest, out var known)) return known;
        if (descriptor.Size > limits.MaxManifestBytes || Interlocked.Increment(ref count) > limits.MaxDescriptors)
        {
            broken.TryAdd(descriptor.Digest, (descriptor.Size > limits.MaxManifestBytes ? $"it is said to have {descriptor.Size} bytes" : $"more than {limits.MaxDescriptors} manifests were asked for", descriptor.Size));
            return null;
        }

        try
        {
            if (await reader.FindManifestAsync(descriptor.Digest, cancellation).ConfigureAwait(false) is not { } found) return null;
            manifests[descriptor.Digest] = found.Content;
            return found.Content;
        }
        catch (RegistryException problem)
        {
            broken.TryAdd(descriptor.Digest, (problem.Defect.ToString(), descriptor.Size));
            return null;
        }
    }

    private List<Defect> Sorted(List<Defect> list)
    {
        lock (gate) return [.. list.Distinct().OrderBy(defect => defect.ToString(), StringComparer.Ordinal)];
    }
}
