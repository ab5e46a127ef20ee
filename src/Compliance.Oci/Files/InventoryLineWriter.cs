using System.Buffers;
using System.Text.Json;

namespace Compliance.Oci.Files;

/// <summary>Writes single lines again, to compare them with what was read.</summary>
internal sealed class InventoryLineWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter json;

    public InventoryLineWriter() => json = InventoryText.NewWriter(buffer);

    public bool MatchesHeader(int layers, int entries, ReadOnlySpan<byte> line)
    {
        InventoryText.WriteHeader(json, layers, entries);
        return Compare(line);
    }

    /// <summary>Whether the entry added last is written like this.</summary>
    public bool Matches(FileInventoryBuilder builder, ReadOnlySpan<byte> line)
    {
        builder.WriteLast(json);
        return Compare(line);
    }

    private bool Compare(ReadOnlySpan<byte> line)
    {
        json.Flush();
        json.Reset();
        var isSame = buffer.WrittenSpan.SequenceEqual(line);
        buffer.ResetWrittenCount();
        return isSame;
    }
}
