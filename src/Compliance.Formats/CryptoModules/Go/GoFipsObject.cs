using System.Collections.Immutable;
using System.Buffers.Binary;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Go;

/// <summary>
/// The integrity value of Go's cryptographic module (<c>crypto/internal/fips140/check</c>, since Go 1.24): section <c>.go.fipsinfo</c> holds a magic, the
/// sum, a pointer to itself and four ranges of the program. It is present in every program, so it shows that the code is undamaged, not that it
/// is validated.
/// </summary>
public static class GoFipsObject
{
    private const int Bytes = 0x78;

    /// <summary>How the value is computed; null when the file has none or its ranges can't be found in the file. In position-independent programs the ranges are in the relocations.</summary>
    public static IntegrityRecipe? Recipe(ElfFile file)
    {
        if (file.Section(".go.fipsinfo") is not { } section || file.Class != ElfClass.Bits64) return null;
        var bytes = file.BytesOf(section);
        if (bytes.Length < Bytes || !bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xff, .. " Go fipsinfo "u8, 0xff, 0x00])) return null;
        var moved = ElfRelocations.Within(file, section.Address, Bytes);
        ulong Pointer(int at) => file.Layout.Long(bytes.Span, at) is var word and not 0 ? word : moved.GetValueOrDefault(section.Address + (ulong)at);
        if (Pointer(48) != section.Address) return null;
        var parts = ImmutableArray.CreateBuilder<IntegrityPart>();
        parts.Add(IntegrityPart.Of("go fips object v1\n"u8.ToArray()));
        for (var at = 56; at < Bytes; at += 16)
        {
            var (start, end) = (Pointer(at), Pointer(at + 8));
            if (end < start || end - start > (ulong)file.Source.Length || file.OffsetOf(start, end - start) is not { } offset) return null;
            var length = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(length, end - start);
            parts.Add(IntegrityPart.Of(length));
            if (end > start) parts.Add(IntegrityPart.Range(offset, (long)(end - start)));
        }

        return new IntegrityRecipe(file.Source, new byte[32], parts.ToImmutable(), bytes.Slice(16, 32), "the sum in .go.fipsinfo");
    }
}
