using System.Text;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;

namespace Compliance.Oci.Sources;

/// <summary>
/// A tar file whose members can be opened by name, in any order: walked once for their offsets; when it is compressed it is first decompressed
/// into a temporary file.
/// </summary>
internal sealed class TarFile : IDisposable
{
    private readonly Dictionary<string, Member> members = new(StringComparer.Ordinal);
    private readonly FileStream file;

    private TarFile(FileStream file) => this.file = file;

    public List<Defect> Defects { get; } = [];

    public IEnumerable<string> Names => members.Keys.Order(StringComparer.Ordinal);

    public static Reading<TarFile> Open(string path, Limits limits, CancellationToken cancellation)
    {
        FileStream? opened = null;
        try
        {
            var about = new FileInfo(path);
            if (!about.Exists) return Readings.Reject<TarFile>(OciCodes.NoLayout, new Locator(path), Directory.Exists(path) ? "a folder, not a file; a layout is named with oci:" : "no such file");
            if (about.Length == 0) return Readings.Reject<TarFile>(OciCodes.NoLayout, new Locator(path), "an empty file");
            opened = Uncompressed(path, limits, cancellation);
            var tar = new TarFile(opened);
            tar.Walk(path, limits, cancellation);
            if (tar.members.Count > 0)
            {
                opened = null;
                return Readings.Accept(tar, tar.Defects);
            }

            return Readings.Reject<TarFile>([.. tar.Defects, new Defect(OciCodes.NoLayout, new Locator(path), "no tar archive, or an empty one")]);
        }
        catch (CorruptCompressionException problem)
        {
            return Readings.Reject<TarFile>(problem.ToDefect(path));
        }
        catch (UnauthorizedAccessException problem)
        {
            return Readings.Reject<TarFile>(OciCodes.NoLayout, new Locator(path), problem.Message);
        }
        finally
        {
            opened?.Dispose();
        }
    }

    public bool Contains(string name) => Find(name) is not null;

    public long? SizeOf(string name) => Find(name)?.Size;

    public Stream? OpenMember(string name) => Find(name) is { } member ? new SliceStream(file.SafeFileHandle, member.Offset, member.Size) : null;

    /// <summary>A member's bytes; null when it is absent or has more than <paramref name="maxBytes"/>.</summary>
    public byte[]? ReadMember(string name, long maxBytes)
    {
        using var stream = OpenMember(name);
        return stream is null ? null : BoundedReading.ReadAll(stream, maxBytes);
    }

    public void Dispose() => file.Dispose();

    private readonly record struct Member(long Offset, long Size, string? LinksTo);

    private Member? Find(string name)
    {
        // docker save links layers that occur twice; one step is all that it does.
        if (!members.TryGetValue(name, out var member)) return null;
        if (member.LinksTo is null) return member;
        return members.TryGetValue(member.LinksTo, out var target) && target.LinksTo is null ? target : null;
    }

    private static FileStream Uncompressed(string path, Limits limits, CancellationToken cancellation)
    {
        var compressed = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var first = new byte[Decompression.MagicBytes];
        var kind = Decompression.Sniff(first.AsSpan(0, compressed.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)));
        compressed.Position = 0;
        if (kind == CompressionKind.None) return compressed;
        using (compressed)
        {
            var scratch = ScratchFile.Create();
            try
            {
                Spool(compressed, kind, scratch, limits, cancellation);
                return scratch;
            }
            catch
            {
                scratch.Dispose();
                throw;
            }
        }
    }

    private static void Spool(FileStream compressed, CompressionKind kind, FileStream scratch, Limits limits, CancellationToken cancellation)
    {
        using var uncompressed = Decompression.Open(compressed, kind);
        var buffer = new byte[128 << 10];
        long total = 0;
        for (var read = uncompressed.Read(buffer); read > 0; read = uncompressed.Read(buffer))
        {
            cancellation.ThrowIfCancellationRequested();
            total += read;
            if (total > limits.MaxLayerBytes || (total > 64 << 20 && total / limits.MaxCompressionRatio > compressed.Length))
                throw new CorruptCompressionException(OciCodes.BadLayout, compressed.Position, $"decompresses to more than {total} bytes, which the limits forbid");
            scratch.Write(buffer, 0, read);
        }

        scratch.Position = 0;
    }

    private void Walk(string path, Limits limits, CancellationToken cancellation)
    {
        var reader = new TarReader(file, path, limits, seekOverBodies: true);
        while (reader.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.Current.Type is not (TarEntryType.Regular or TarEntryType.SymbolicLink or TarEntryType.HardLink)) continue;
            if (members.Count == limits.MaxItems)
            {
                Defects.Add(new Defect(OciCodes.BadLayout, new Locator(path), $"more than {limits.MaxItems} members; the rest is left out"));
                break;
            }

            Add(path, reader.Current);
        }

        Defects.AddRange(reader.Defects);
    }

    private void Add(string path, TarEntry entry)
    {
        var name = Normalise(Encoding.UTF8.GetString(entry.Name));
        var target = entry.LinkName.IsEmpty ? null : Encoding.UTF8.GetString(entry.LinkName);
        if (target is not null && entry.Type == TarEntryType.SymbolicLink) target = $"{name[..(name.LastIndexOf('/') + 1)]}{target}";
        if (name.Length == 0) return;
        // Which of two a tool takes depends on the tool: the first stays, and the reader is told.
        if (!members.TryAdd(name, new Member(entry.BodyOffset, entry.Size, target is null ? null : Normalise(target))))
            Defects.Add(new Defect(OciCodes.BadLayout, new Locator(path, entry.HeaderOffset), $"'{name}' is there twice; the first one is read"));
    }

    /// <summary>Without <c>.</c>, doubled slashes and a leading one; <c>..</c> goes up but never out. Only used to look up, never as a path of ours.</summary>
    private static string Normalise(string name)
    {
        var parts = new List<string>();
        foreach (var part in name.Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('/', parts);
    }
}
