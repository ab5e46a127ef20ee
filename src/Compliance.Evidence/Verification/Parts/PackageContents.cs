using Compliance.Evidence.Packaging.Writing;
using Compliance.Formats.Archives.Zip;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Verification.Parts;

/// <summary>A container whose entries were all read and hashed once.</summary>
internal sealed class PackageContents(ZipContents zip, IReadOnlyDictionary<string, EntryHash> hashes, Limits limits)
{
    public Limits Limits => limits;

    /// <summary>In the order of the file. Entries whose bytes could not be read have no hash.</summary>
    public IEnumerable<ZipEntry> Entries => zip.Entries;

    /// <summary>Names under <c>data/</c>, ordinal order.</summary>
    public IEnumerable<string> Payload => zip.Entries.Select(entry => entry.Name).Where(name => name.StartsWith(PackagePaths.Payload, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public EntryHash? HashOf(string name) => hashes.GetValueOrDefault(name);

    public bool Has(string name) => zip.Find(name) is not null;

    public Stream OpenPacked(ZipEntry entry) => zip.OpenPacked(entry);

    /// <summary>Opens an entry that is there.</summary>
    public Stream Open(string name) => zip.Open(zip.Find(name) ?? throw new ArgumentException($"there is no '{name}'", nameof(name)));

    /// <summary>All bytes; null when the entry is absent, unreadable or larger than documents may be.</summary>
    public byte[]? Read(string name)
    {
        if (HashOf(name) is not { } hash || hash.Size > Math.Min(limits.MaxDocumentBytes, Array.MaxLength)) return null;
        using var stream = Open(name);
        var bytes = new byte[hash.Size];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
