using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compliance.Reporting.Inventories;

/// <summary>JSON for other tools: indented, field order as written, a newline at the end, the same bytes for the same input.</summary>
internal static class InventoryJson
{
    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            content(writer);
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}
