using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Signing;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Statements;

namespace Compliance.Pipeline.AirGap;

/// <summary>Gathers files for a bundle and writes it: blobs first, the signed list last.</summary>
public sealed class BundleWriter(string folder)
{
    private readonly SortedDictionary<string, BundleEntry> entries = new(StringComparer.Ordinal);

    public int Count => entries.Count;

    public long Bytes => entries.Values.Sum(entry => entry.Size);

    /// <summary>Adds a file; the same path again with the same bytes is nothing new.</summary>
    /// <exception cref="ArgumentException">The path stands for other bytes already.</exception>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public void Add(string path, ReadOnlyMemory<byte> content)
    {
        var entry = new BundleEntry(path, ContentHasher.Sha256(content.Span), content.Length);
        if (entries.TryGetValue(path, out var there) && there != entry) throw new ArgumentException($"'{path}' is in the bundle with other bytes", nameof(path));
        var file = InputBundle.BlobOf(folder, entry.Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file)) WholeFiles.Write(file, content.Span);
        entries[path] = entry;
    }

    public void Finish(ISigner signer)
    {
        var list = Statement.Write(entries.Values.Select(entry => (entry.Path, entry.Digest)), PredicateTypes.Bundle, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("files");
            foreach (var entry in entries.Values)
            {
                writer.WriteStartObject();
                writer.WriteString("path", entry.Path);
                writer.WriteString("sha256", entry.Digest.Hex);
                writer.WriteNumber("size", entry.Size);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        WholeFiles.Write(Path.Combine(folder, InputBundle.ListName), Attachment.Envelope(list, signer));
    }
}
