using System.Collections.Immutable;
using System.IO.Compression;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.CryptoModules.Rust;

/// <summary>The list that <c>cargo auditable</c> leaves in section <c>.dep-v0</c>: zlib-compressed JSON with name, version, kind. What was only needed to build is not in the program.</summary>
internal static class AuditableCrates
{
    public const string Section = ".dep-v0";

    private const int MaxListBytes = 8 << 20;

    /// <summary>In the order of names; null when there is no list, it can't be read, or a row of it has no name.</summary>
    public static ImmutableArray<(string Name, string Version)>? Read(ElfFile elf)
    {
        if (elf.Section(Section) is not { } section || Inflate(elf.BytesOf(section)) is not { } bytes || !StrictJson.Read(bytes, Section).TryGet(out var tree) || !tree.Root["packages"].IsList) return null;
        if (tree.Root["packages"].Items.Any(item => item["name"].AsText is null)) return null;
        return [.. tree.Root["packages"].Items.Where(item => !item["kind"].TextEquals("build")).Select(item => (item["name"].AsText ?? "", item["version"].AsText ?? "")).OrderBy(package => package.Item1, StringComparer.Ordinal)];
    }

    private static byte[]? Inflate(ReadOnlyMemory<byte> compressed)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(compressed.ToArray(), writable: false), CompressionMode.Decompress);
            using var output = new MemoryStream();
            var buffer = new byte[16 << 10];
            for (int read; (read = zlib.Read(buffer)) > 0 && output.Length <= MaxListBytes;) output.Write(buffer, 0, read);
            return output.Length > MaxListBytes ? null : output.ToArray();
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            // A stream that asks for a preset dictionary (RFC 1950, FDICT) is an IOException.
            return null;
        }
    }
}
