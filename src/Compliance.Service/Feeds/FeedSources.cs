using System.IO.Compression;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Feeds;

/// <summary>The files of a feed as the user has them: one file, one that is packed (gzip), a zip archive, or a folder; read one after the other.</summary>
internal sealed class FeedSources(string path, Limits limits)
{
    private const int MaxFiles = 2_000_000;
    private const int MaxRecordBytes = 32 << 20;

    private readonly string path = Exists(path) ? path : throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file or folder {path}", "which files are feeds: compliance help feeds");

    /// <summary>Of the file; for a folder, of its list of digests and paths, known when all were read.</summary>
    public Digest Digest { get; private set; } = Digest.Sha256(new byte[32]);

    /// <summary>When the file was last written, or the newest file of the folder.</summary>
    public DateTimeOffset LastWritten { get; private set; }

    public long TotalBytes { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>Name and bytes of each file, in ordinal order of names.</summary>
    /// <exception cref="VerbFailure">There are too many, or one is too large.</exception>
    public IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Read()
    {
        if (Directory.Exists(path)) return ReadFolder();
        TotalBytes = new FileInfo(path).Length;
        LastWritten = new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);
        using (var stream = File.OpenRead(path)) Digest = Digests.Sha256(stream);
        return IsZip() ? ReadZip() : ReadFile();
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private bool IsZip()
    {
        Span<byte> start = stackalloc byte[4];
        using var stream = File.OpenRead(path);
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\x03\x04"u8);
    }

    private IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> ReadFile()
    {
        var name = Path.GetFileName(path);
        using var stream = File.OpenRead(path);
        var bytes = Bounded(stream, name, limits.MaxDocumentBytes);
        BytesRead = TotalBytes;
        yield return (name, bytes is [0x1F, 0x8B, ..] ? Unpacked(bytes, name) : bytes);
    }

    private IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> ReadFolder()
    {
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsRecord).Take(MaxFiles + 1).Select(file => Path.GetRelativePath(path, file).Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
        if (files.Count > MaxFiles) throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} has more than {MaxFiles} files");
        TotalBytes = files.Count;
        using var list = new ContentHasher();
        foreach (var name in files)
        {
            var file = Path.Combine(path, name);
            var written = new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero);
            if (written > LastWritten) LastWritten = written;
            using var stream = File.OpenRead(file);
            var bytes = Bounded(stream, name, limits.MaxDocumentBytes);
            list.Append(System.Text.Encoding.UTF8.GetBytes($"{Digests.Sha256(bytes).Hex}  {name}\n"));
            BytesRead++;
            yield return (name, bytes);
        }

        Digest = list.Finish();
    }

    private static bool IsRecord(string file) => Path.GetExtension(file) is ".json" or ".yaml" or ".csv" && !Path.GetFileName(file).StartsWith('.');

    private IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> ReadZip()
    {
        using var archive = OpenZip();
        if (archive.Entries.Count > MaxFiles) throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} has more than {MaxFiles} entries");
        foreach (var entry in archive.Entries)
        {
            if (entry.Length == 0 || !IsRecord(entry.FullName)) continue;
            BytesRead += entry.CompressedLength;
            byte[] bytes;
            try
            {
                using var stream = entry.Open();
                bytes = Bounded(stream, entry.FullName, MaxRecordBytes);
            }
            catch (InvalidDataException broken)
            {
                throw new VerbFailure(ExitCodes.UnreadableInput, $"{path}: {entry.FullName} is damaged: {broken.Message}", "fetch the archive again");
            }

            yield return (entry.FullName, bytes);
        }
    }

    private ZipArchive OpenZip()
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException broken)
        {
            throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} is no zip archive: {broken.Message}", "fetch the archive again");
        }
    }

    private byte[] Unpacked(byte[] packed, string name)
    {
        try
        {
            using var stream = new GZipStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
            return Bounded(stream, name, limits.MaxDocumentBytes);
        }
        catch (InvalidDataException broken)
        {
            throw new VerbFailure(ExitCodes.UnreadableInput, $"{name} is no gzip file: {broken.Message}", "fetch it again");
        }
    }

    private static byte[] Bounded(Stream stream, string name, long maxBytes)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 14];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > maxBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{name} has more than {maxBytes} bytes");
        }

        return bytes.ToArray();
    }
}
