using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compliance.Formats.Reading;

namespace Compliance.Oci.Files;

/// <summary>
/// The inventory as text, version 1. Line 1: <c>{"inventory":1,"layers":n,"entries":n}</c>. Then an entry a line:
/// <c>{"layer","path","kind","mode","uid","gid"[,"size","sha256"][,"md5"|"sha1"][,"link"]}</c>; size and sha256 for files only, link for links only.
/// A reader takes exactly the bytes that the writer makes: a line is parsed, written again and compared.
/// </summary>
internal static class InventoryText
{
    private const int FlushBytes = 256 << 10;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(FileInventory inventory, Stream stream)
    {
        var buffer = new ArrayBufferWriter<byte>(FlushBytes * 2);
        using var json = new Utf8JsonWriter(buffer, Options);
        WriteHeader(json, inventory.LayerCount, inventory.Count);
        EndLine(json, buffer);
        for (var i = 0; i < inventory.Count; i++)
        {
            WriteEntry(json, inventory, i);
            EndLine(json, buffer);
            if (buffer.WrittenCount < FlushBytes) continue;
            stream.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        stream.Write(buffer.WrittenSpan);
    }

    public static Reading<FileInventory> Read(Stream stream, Limits limits, string document) => new InventoryTextReader(stream, limits, document).Read();

    internal static void WriteHeader(Utf8JsonWriter json, int layers, int entries)
    {
        json.WriteStartObject();
        json.WriteNumber("inventory"u8, 1);
        json.WriteNumber("layers"u8, layers);
        json.WriteNumber("entries"u8, entries);
        json.WriteEndObject();
    }

    internal static void WriteEntry(Utf8JsonWriter json, FileInventory inventory, int index)
    {
        ref readonly var record = ref inventory.Record(index);
        Span<byte> hex = stackalloc byte[64];
        json.WriteStartObject();
        json.WriteNumber("layer"u8, record.Layer);
        json.WriteString("path"u8, inventory.PathUtf8(index));
        json.WriteString("kind"u8, FileKinds.Name((FileKind)record.Kind));
        json.WriteNumber("mode"u8, record.Mode);
        json.WriteNumber("uid"u8, record.Uid);
        json.WriteNumber("gid"u8, record.Gid);
        if (record.HasSha256)
        {
            json.WriteNumber("size"u8, record.Size);
            json.WriteString("sha256"u8, Hex(record.Sha256, hex));
        }

        if (record.Legacy == PackedEntry.LegacyKind.Md5) json.WriteString("md5"u8, Hex(record.LegacyValue[..16], hex));
        else if (record.Legacy == PackedEntry.LegacyKind.Sha1) json.WriteString("sha1"u8, Hex(record.LegacyValue, hex));
        if (FileKinds.IsLink((FileKind)record.Kind)) json.WriteString("link"u8, inventory.LinkUtf8(index));
        json.WriteEndObject();
    }

    internal static Utf8JsonWriter NewWriter(ArrayBufferWriter<byte> buffer) => new(buffer, Options);

    internal static void EndLine(Utf8JsonWriter json, ArrayBufferWriter<byte> buffer)
    {
        json.Flush();
        json.Reset();
        buffer.Write("\n"u8);
    }

    private static ReadOnlySpan<byte> Hex(ReadOnlySpan<byte> value, Span<byte> hex)
    {
        for (var i = 0; i < value.Length; i++)
        {
            hex[2 * i] = "0123456789abcdef"u8[value[i] >> 4];
            hex[(2 * i) + 1] = "0123456789abcdef"u8[value[i] & 15];
        }

        return hex[..(2 * value.Length)];
    }
}
