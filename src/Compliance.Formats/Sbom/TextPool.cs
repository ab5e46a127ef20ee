using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom;

/// <summary>Texts of one document, those that come again without a new string: a table of fixed size, where a later text takes the place of an earlier one.</summary>
/// <param name="documentBytes">Bounds the table: 8 bytes for each 128 of the document, 1 MiB at most.</param>
internal sealed class TextPool(int documentBytes)
{
    private const int MaxSlots = 1 << 17;

    private const int MaxLength = 128;

    private readonly string?[] slots = new string?[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(documentBytes / 128, 16, MaxSlots))];

    /// <param name="value">A string.</param>
    public string Of(JsonValue value)
    {
        var text = value.RawSpan[1..^1];
        if (text.IsEmpty) return "";
        if (text.Length > MaxLength || text.Contains((byte)'\\')) return value.AsText!;
        ref var slot = ref slots[Hash(text) & (uint)(slots.Length - 1)];
        if (slot is not null && Ascii.Equals(text, slot)) return slot;
        return slot = Encoding.UTF8.GetString(text);
    }

    /// <summary>Eight bytes at a time, multiplied as FNV-1a does it. Who makes texts collide loses the reuse of strings, and nothing else.</summary>
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        const ulong prime = 1_099_511_628_211;
        var hash = 14_695_981_039_346_656_037 ^ (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..]) hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * prime, 29);
        foreach (var one in text) hash = (hash ^ one) * prime;
        return (uint)(hash ^ (hash >> 32) ^ (hash >> 15));
    }
}
