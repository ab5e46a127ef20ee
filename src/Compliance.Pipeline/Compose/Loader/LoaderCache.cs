using System.Buffers.Binary;
using System.Text;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Pipeline.Compose.Files;
using Compliance.Formats.Archives.Tar;

namespace Compliance.Pipeline.Compose.Loader;

/// <summary>
/// <c>etc/ld.so.cache</c> of an image (format <c>glibc-ld.so.cache1.1</c>), written from the libraries in its tree: an image of glibc starts without <c>ldconfig</c>
/// ever being run.
/// </summary>
public static class LoaderCache
{
    private const int HeaderBytes = 48;
    private const int EntryBytes = 24;
    private const int Alignment = 16;
    private const ushort SharedObject = 3;

    /// <summary>Libraries of the folders, in the order in which the cache holds them; of equal names, that of the earlier folder first.</summary>
    public static IReadOnlyList<LoaderEntry> Entries(ImageTree tree, IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var entries = new List<LoaderEntry>();
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            if (tree.Follow(folder) is not { Children: { } children }) continue;
            foreach (var name in children.Keys)
            {
                if (Stem(name) is not null && Flags(tree, folder, name) is { } flags) entries.Add(new LoaderEntry($"/{folder.Trim('/')}/{name}", flags));
            }
        }

        return [.. entries.OrderByDescending(entry => entry.Name, LoaderOrder.Instance)];
    }

    public static byte[] Write(IReadOnlyCollection<LoaderEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var table = HeaderBytes + (entries.Count * EntryBytes);
        using var strings = new MemoryStream();
        var head = new byte[table];
        "glibc-ld.so.cache1.1"u8.CopyTo(head);
        var at = HeaderBytes;
        foreach (var entry in entries)
        {
            var value = table + (int)strings.Length;
            var record = head.AsSpan(at, EntryBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(record, entry.Flags);
            BinaryPrimitives.WriteInt32LittleEndian(record[4..], value + Encoding.UTF8.GetByteCount(entry.Path) - Encoding.UTF8.GetByteCount(entry.Name));
            BinaryPrimitives.WriteInt32LittleEndian(record[8..], value);
            strings.Write(Encoding.UTF8.GetBytes(entry.Path));
            strings.WriteByte(0);
            at += EntryBytes;
        }

        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(20), entries.Count);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), (int)strings.Length);
        // The place of extensions begins at the next multiple of 16, also when it is one already, as apko pads.
        return [.. head, .. strings.ToArray(), .. new byte[Alignment - ((table + (int)strings.Length) % Alignment)]];
    }

    /// <summary>Null for what the cache does not hold: no shared object, another architecture, or a file that is neither its soname nor the name to link by.</summary>
    private static uint? Flags(ImageTree tree, string folder, string name)
    {
        if (tree.Follow($"{folder}/{name}") is not { Type: TarEntryType.Regular } file || !ElfReader.HasMagic(file.Content.Span)) return null;
        if (!ElfReader.Read(file.Content, name).TryGet(out var elf) || elf.Type != SharedObject) return null;
        var soname = elf.Dynamic.Soname;
        if (soname.Length == 0) soname = name.EndsWith(".so", StringComparison.Ordinal) ? name : "";
        return Stem(soname) is { } stem && (name == soname || name == $"{stem}.so") ? Kind(elf.Machine) : null;
    }

    /// <summary>What stands before <c>.so</c>; null where the name is not one of a library (ldconfig(8)).</summary>
    private static string? Stem(string name)
    {
        if (!name.StartsWith("lib", StringComparison.Ordinal) && !name.StartsWith("ld-", StringComparison.Ordinal)) return null;
        if (name.EndsWith(".so", StringComparison.Ordinal)) return name[..^3];
        var dot = name.LastIndexOf(".so.", StringComparison.Ordinal);
        return dot < 1 ? null : name[..dot];
    }

    /// <summary>glibc's number for libraries of libc 6, by machine (ELF's <c>e_machine</c>).</summary>
    private static uint? Kind(ushort machine) => machine switch
    {
        3 => 0x0003,
        21 => 0x0503,
        22 => 0x0403,
        40 => 0x0903,
        62 => 0x0303,
        183 => 0x0A03,
        243 => 0x1003,
        258 => 0x1203,
        _ => null,
    };
}
