using System.Buffers.Binary;
using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Boring;

/// <summary>
/// The value that BoringCrypto and AWS-LC check at start (BoringSSL, <c>util/fipstools</c> and <c>crypto/fipsmodule/FIPS.md</c>): an HMAC with a key of 64 zero bytes over the module's code,
/// SHA-512 in older releases and SHA-256 since. Where the module's constants have bounds of their own, as in shared libraries, code and constants each follow their length, 64 bits
/// little-endian. The code is built without relocations, so a linked file holds the bytes that were summed. It shows that the code is undamaged, not who built it.
/// </summary>
internal static class BoringIntegrity
{
    private const string InGo = "_goboringcrypto_";
    private const string TextStart = "BORINGSSL_bcm_text_start";
    private const string TextEnd = "BORINGSSL_bcm_text_end";
    private const string ConstantsStart = "BORINGSSL_bcm_rodata_start";
    private const string ConstantsEnd = "BORINGSSL_bcm_rodata_end";
    private const string Value = "BORINGSSL_bcm_text_hash";

    private static readonly ElfNames Names = new(new[] { TextStart, TextEnd, ConstantsStart, ConstantsEnd, Value }.SelectMany(name => new[] { name, InGo + name }));

    /// <summary>How the value is computed; null when symbols were stripped, name several modules, or name bytes that the file does not have.</summary>
    public static IntegrityRecipe? Recipe(ElfFile file)
    {
        // In an object file symbols are no addresses.
        if (file.Class != ElfClass.Bits64 || file.IsBigEndian || file.Type == 1) return null;
        var symbols = new Dictionary<string, ElfSymbol>(StringComparer.Ordinal);
        foreach (var symbol in file.Symbols(Names).Where(symbol => symbol.IsDefined))
        {
            var name = symbol.Name.StartsWith(InGo, StringComparison.Ordinal) ? symbol.Name[InGo.Length..] : symbol.Name;
            if (!symbols.TryAdd(name, symbol) && symbols[name].Value != symbol.Value) return null;
        }

        if (!symbols.TryGetValue(Value, out var value) || value.Size is not (32 or 64)) return null;
        var expected = file.BytesAt(value.Value, value.Size);
        if (expected.Length != (int)value.Size || Range(file, symbols, TextStart, TextEnd) is not { } code) return null;
        var parts = ImmutableArray.CreateBuilder<IntegrityPart>();
        if (symbols.ContainsKey(ConstantsStart) || symbols.ContainsKey(ConstantsEnd))
        {
            if (Range(file, symbols, ConstantsStart, ConstantsEnd) is not { } constants) return null;
            foreach (var part in new[] { Length(code), code, Length(constants), constants }) parts.Add(part);
        }
        else
        {
            parts.Add(code);
        }

        return new IntegrityRecipe(file.Source, new byte[64], parts.ToImmutable(), expected, "the module's own value") { IsSha512 = value.Size == 64 };
    }

    private static IntegrityPart? Range(ElfFile file, Dictionary<string, ElfSymbol> symbols, string first, string last) =>
        symbols.TryGetValue(first, out var start) && symbols.TryGetValue(last, out var end) && end.Value > start.Value && file.OffsetOf(start.Value, end.Value - start.Value) is { } offset
            ? IntegrityPart.Range(offset, (long)(end.Value - start.Value))
            : null;

    private static IntegrityPart Length(IntegrityPart part)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, part.Length);
        return IntegrityPart.Of(bytes);
    }
}
