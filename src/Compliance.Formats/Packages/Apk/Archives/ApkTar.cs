using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>The small tar sections of packages and indexes, which end without the blocks that mark an end.</summary>
internal static class ApkTar
{
    /// <summary>Why a file can't be of version 2 at all; null when it may be.</summary>
    public static Defect? RefusedKind(Stream stream, string document)
    {
        Span<byte> magic = stackalloc byte[4];
        var read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        stream.Seek(0, SeekOrigin.Begin);
        if (magic[..read].StartsWith("ADB"u8)) return new Defect(ApkArchiveCodes.Version3, new Locator(document, 0), "a file of apk version 3 (ADB): not read");
        return magic[..read].StartsWith<byte>([0x1F, 0x8B]) ? null : new Defect(ApkArchiveCodes.NotApk, new Locator(document, 0), "does not begin with a gzip member");
    }

    public static bool BeginsWithSignature(ReadOnlySpan<byte> tar) => tar.StartsWith(".SIGN."u8);

    /// <summary>Signature entries; those that are malformed are defects.</summary>
    public static ImmutableArray<ApkSignature> ReadSignatures(byte[] tar, string document, Limits limits, DefectCollector defects)
    {
        var signatures = ImmutableArray.CreateBuilder<ApkSignature>();
        foreach (var (name, _, body) in Files(tar, document, limits, defects))
        {
            if (ApkSignature.TryCreate(name, body) is { } signature) signatures.Add(signature);
            else defects.Add(ApkArchiveCodes.BadSignatureEntry, new Locator(document, 0), $"'{name}' is not a signature entry that apk knows");
        }

        return signatures.ToImmutable();
    }

    /// <summary>Regular files of a section in order.</summary>
    public static IEnumerable<(string Name, int Mode, byte[] Body)> Files(byte[] tar, string document, Limits limits, DefectCollector defects)
    {
        using var stream = new MemoryStream(tar, writable: false);
        var reader = new TarReader(stream, document, limits);
        var files = new List<(string, int, byte[])>();
        while (reader.Next())
        {
            var entry = reader.Current;
            if (entry.Type != TarEntryType.Regular) continue;
            // Bounded by the section, which is in memory whole.
            var body = entry.Size <= tar.Length ? new byte[entry.Size] : [];
            var length = 0;
            for (var piece = reader.ReadBody(); !piece.IsEmpty; piece = reader.ReadBody())
            {
                piece.CopyTo(body.AsSpan(length));
                length += piece.Length;
                if (length == body.Length) break;
            }

            if (length == entry.Size) files.Add((Encoding.UTF8.GetString(entry.Name), entry.Mode, body));
        }

        // These sections are cut from one archive: only the last of them has an end.
        foreach (var defect in reader.Defects.Where(defect => defect.Code != TarCodes.NoEnd)) defects.Add(defect);
        return files;
    }
}
