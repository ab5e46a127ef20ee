namespace Compliance.Formats.Reading.Json;

/// <summary>Whether JSON of some bytes can't break a limit, whatever it says: from counts of a few bytes, at the speed of memory, without tokens.</summary>
internal static class JsonBounds
{
    // Below this, looking at blocks costs more than reading the tokens.
    private const int MinBlock = 1024;

    /// <summary>
    /// True only if no string or number is longer than <see cref="Limits.MaxStringLength"/>, no array or object and not the whole has more entries than allowed, and no
    /// escape names a surrogate. False says nothing. Depth is not looked at.
    /// </summary>
    public static bool AreKept(ReadOnlySpan<byte> bytes, Limits limits)
    {
        // An entry needs a comma before it, or the bracket of its array or object.
        var commas = bytes.Count((byte)',');
        if (commas >= limits.MaxItems) return false;
        if ((long)commas + bytes.Count((byte)'{') + bytes.Count((byte)'[') >= (long)limits.MaxItems * StrictJson.ValuesPerItem) return false;
        return TextsAreShort(bytes, limits.MaxStringLength) && !NamesSurrogates(bytes);
    }

    /// <summary>A text longer than two blocks fills one of them, and then no quotation mark in it stands without a backslash before it.</summary>
    private static bool TextsAreShort(ReadOnlySpan<byte> bytes, int maxLength)
    {
        if (bytes.Length <= maxLength) return true;
        var block = maxLength / 2;
        if (block < MinBlock) return false;
        for (var rest = bytes; rest.Length >= block; rest = rest[block..])
        {
            if (!HasBareQuotationMark(rest[..block])) return false;
        }

        return true;
    }

    private static bool HasBareQuotationMark(ReadOnlySpan<byte> block)
    {
        for (var at = 1; at < block.Length;)
        {
            var next = block[at..].IndexOf((byte)'"');
            if (next < 0) return false;
            if (block[at + next - 1] != '\\') return true;
            at += next + 1;
        }

        return false;
    }

    private static bool NamesSurrogates(ReadOnlySpan<byte> bytes)
    {
        for (var rest = bytes; rest.IndexOf("\\u"u8) is var at and >= 0;)
        {
            rest = rest[(at + 2)..];
            if (!rest.IsEmpty && (rest[0] | 0x20) == 'd') return true;
        }

        return false;
    }
}
