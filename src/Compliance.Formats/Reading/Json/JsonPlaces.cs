using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Compliance.Formats.Reading.Json;

/// <summary>
/// Where each value of a document stands: made in one pass when the first place is asked for, 20 bytes a value, looked up by offset.
/// </summary>
internal sealed class JsonPlaces
{
    // A stranger's name may be megabytes long and stand in the pointer of everything below it.
    private const int MaxStepLength = 256;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly List<Place> places = [];
    private readonly List<int> lineStarts = [0];

    public JsonPlaces(ReadOnlyMemory<byte> bytes)
    {
        this.bytes = bytes;
        var span = bytes.Span;
        for (var at = span.IndexOf((byte)'\n'); at >= 0;)
        {
            lineStarts.Add(at + 1);
            var next = span[(at + 1)..].IndexOf((byte)'\n');
            at = next < 0 ? -1 : at + 1 + next;
        }

        Scan();
    }

    public string PointerAt(int offset)
    {
        var index = places.BinarySearch(new Place(offset, 0, 0, 0), PlaceOrder.Instance);
        if (index < 0) return "";
        var steps = new Stack<string>();
        for (var place = places[index]; place.Parent >= 0; place = places[place.Parent]) steps.Push(StepOf(place));
        var pointer = new StringBuilder();
        foreach (var step in steps) pointer.Append('/').Append(step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        return pointer.ToString();
    }

    public Locator LocatorAt(string document, int offset)
    {
        var (line, column) = LineAt(lineStarts, bytes.Span, offset);
        return new Locator(document, offset, line, column, PointerAt(offset));
    }

    /// <summary>Line and column, 1-based, the column in characters of UTF-16 as editors count them.</summary>
    public static (int Line, int Column) LineAt(List<int> lineStarts, ReadOnlySpan<byte> bytes, int offset)
    {
        var index = lineStarts.BinarySearch(offset);
        if (index < 0) index = ~index - 1;
        // A document on one line would make every column cost its whole length: beyond 64 KiB bytes are counted.
        var start = lineStarts[index];
        var column = offset - start > 65_536 ? offset - start : Encoding.UTF8.GetCharCount(bytes[start..offset]);
        return (index + 1, column + 1);
    }

    private string StepOf(Place place)
    {
        if (place.NameLength < 0) return place.NameOrIndex.ToString(CultureInfo.InvariantCulture);
        var reader = new Utf8JsonReader(bytes.Span.Slice(place.NameOrIndex, place.NameLength));
        var name = reader.Read() ? reader.GetString() ?? "" : "";
        return name.Length <= MaxStepLength ? name : string.Concat(name.AsSpan(0, MaxStepLength), "\u2026");
    }

    private void Scan()
    {
        var start = StrictJson.LengthOfByteOrderMark(bytes.Span);
        var reader = new Utf8JsonReader(bytes.Span[start..], new JsonReaderOptions { MaxDepth = int.MaxValue });
        var open = new Stack<(int Place, int Next)>();
        var (name, nameLength) = (0, -1);
        while (reader.Read())
        {
            var at = start + (int)reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                (name, nameLength) = (at, reader.ValueSpan.Length + 2);
                continue;
            }

            var parent = -1;
            if (open.TryPop(out var outer))
            {
                parent = outer.Place;
                if (nameLength < 0) name = outer.Next;
                open.Push((outer.Place, outer.Next + 1));
            }

            places.Add(new Place(at, parent, name, nameLength));
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) open.Push((places.Count - 1, 0));
            nameLength = -1;
        }
    }

    private readonly record struct Place(int Offset, int Parent, int NameOrIndex, int NameLength);

    private sealed class PlaceOrder : IComparer<Place>
    {
        public static readonly PlaceOrder Instance = new();

        public int Compare(Place x, Place y) => x.Offset.CompareTo(y.Offset);
    }
}
