using System.Runtime.InteropServices;
using System.Text.Json;

namespace Compliance.Formats.Reading.Json;

/// <summary>A document read by <see cref="StrictJson"/>: the bytes, which must not change while it is in use, and the way into them.</summary>
public sealed class JsonTree
{
    private readonly JsonDocument document;
    private readonly Lazy<JsonPlaces> places;

    internal JsonTree(string name, ReadOnlyMemory<byte> bytes, JsonDocument document)
    {
        Document = name;
        Bytes = bytes;
        this.document = document;
        places = new Lazy<JsonPlaces>(() => new JsonPlaces(bytes));
    }

    /// <summary>Name that locators give the document.</summary>
    public string Document { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public JsonValue Root => new(this, document.RootElement);

    /// <summary>Gives the memory of the tree to the next one, for who reads many: neither it nor a value of it may be used afterwards.</summary>
    internal void Release() => document.Dispose();

    internal JsonPlaces Places => places.Value;

    internal int OffsetOf(ReadOnlySpan<byte> part) => Bytes.Span.Overlaps(part, out var offset) ? offset : 0;
}
