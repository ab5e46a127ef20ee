using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Keys;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Statements;

namespace Compliance.Pipeline.AirGap;

/// <summary>
/// All inputs of a build in a folder: files by their SHA-256, and a signed list that names them. Nothing is taken from it whose bytes are not those of the list.
/// </summary>
public sealed class InputBundle
{
    /// <summary>The signed list, in the folder.</summary>
    public const string ListName = "bundle.dsse.json";

    private const long MaxListBytes = 64 << 20;

    private readonly string folder;
    private readonly ImmutableSortedDictionary<string, BundleEntry> entries;

    private InputBundle(string folder, ImmutableSortedDictionary<string, BundleEntry> entries, Digest digest) => (this.folder, this.entries, Digest) = (folder, entries, digest);

    /// <summary>Of the signed list as it was signed.</summary>
    public Digest Digest { get; }

    /// <summary>Sorted by path.</summary>
    public IEnumerable<BundleEntry> Entries => entries.Values;

    /// <summary>Rejected: no bundle, or its list is not signed by the key.</summary>
    /// <exception cref="IOException">The folder can't be read.</exception>
    public static Reading<InputBundle> Open(string folder, PublicKey key, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(key);
        var file = Path.Combine(folder, ListName);
        if (!File.Exists(file) || new FileInfo(file).Length > MaxListBytes) return Reject(file, "there is no list of a bundle here");
        var reading = StrictJson.Read(File.ReadAllBytes(file), file, limits);
        if (!reading.TryGet(out var json)) return Readings.Reject<InputBundle>(reading.Defects);
        var envelope = DsseEnvelope.Read(json.Root, limits);
        if (!envelope.TryGet(out var dsse)) return Readings.Reject<InputBundle>(envelope.Defects);
        var signed = dsse.PreAuthenticationEncoding();
        if (!dsse.Signatures.Any(signature => key.FindAlgorithm(signed, signature.Signature.AsSpan()) is not null)) return Reject(file, "no signature of the list is by the given key");
        var statement = StrictJson.Read(dsse.Payload.AsMemory(), file, limits);
        if (!statement.TryGet(out var tree)) return Readings.Reject<InputBundle>(statement.Defects);
        if (tree.Root["predicateType"].AsText != PredicateTypes.Bundle) return Reject(file, $"the signed statement is no list of a bundle ({PredicateTypes.Bundle})");
        var found = ImmutableSortedDictionary.CreateBuilder<string, BundleEntry>(StringComparer.Ordinal);
        foreach (var item in tree.Root["predicate"]["files"].Items)
        {
            var size = item["size"].AsInt64 ?? -1;
            if (item["path"].AsText is not { Length: > 0 } path || size < 0 || !Digest.TryParse($"sha256:{item["sha256"].AsText}", out var digest)) return Reject(file, "an entry of the list lacks path, size or SHA-256");
            if (!found.TryAdd(path, new BundleEntry(path, digest, size))) return Reject(file, $"the list names '{path}' twice");
        }

        return Readings.Accept(new InputBundle(folder, found.ToImmutable(), ContentHasher.Sha256(dsse.Payload.AsSpan())));
    }

    public BundleEntry? Find(string path) => entries.GetValueOrDefault(path);

    /// <summary>The bytes of an entry; null when they are missing or others than the list says.</summary>
    public byte[]? Read(BundleEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var file = BlobOf(folder, entry.Digest);
        if (!File.Exists(file) || new FileInfo(file).Length != entry.Size) return null;
        var bytes = File.ReadAllBytes(file);
        return ContentHasher.Sha256(bytes) == entry.Digest ? bytes : null;
    }

    /// <summary>Entries whose bytes are missing or others than the list says.</summary>
    public ImmutableArray<Defect> Verify() =>
        [.. Entries.Where(entry => Read(entry) is null).Select(entry => new Defect(PipelineCodes.Bundle, new Locator($"{folder}: {entry.Path}"), $"the bytes of {entry.Digest} are missing or others"))];

    internal static string BlobOf(string folder, Digest digest) => Path.Combine(folder, "blobs", "sha256", digest.Hex);

    private static Reading<InputBundle> Reject(string file, string message) => Readings.Reject<InputBundle>(PipelineCodes.Bundle, new Locator(file), message);
}
