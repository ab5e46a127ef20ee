using System.Buffers;
using System.Globalization;
using System.Text;

namespace Compliance.Formats.Reading.Json;

/// <summary>
/// Writes JSON in the canonical form of RFC 8785 (JCS): members sorted by the UTF-16 units of their names, no white space, shortest numbers,
/// fewest escapes. Members may be written in any order; the method names are those of <see cref="System.Text.Json.Utf8JsonWriter"/>. Same calls, same
/// bytes. Misuse (a value where a name must stand, a name twice, half a surrogate pair, an integer beyond 2^53 - 1) is the caller's bug and
/// throws. Not safe for several threads.
/// </summary>
public sealed class CanonicalJsonWriter
{
    private readonly CanonicalBuffer output = new();

    // What is open, outermost first, and behind it what was and is used again: documents have hundreds of thousands of objects and are a few deep.
    private readonly List<Frame> frames = [];
    private int depth;
    private bool isDone;

    public void WriteStartObject() => Open(isMap: true);

    public void WriteStartObject(string name) => Named(name).WriteStartObject();

    public void WriteStartArray() => Open(isMap: false);

    public void WriteStartArray(string name) => Named(name).WriteStartArray();

    /// <summary>Closes the object and puts its members in order.</summary>
    public void WriteEndObject()
    {
        var frame = Close(isMap: true);
        if (!frame.IsSorted) frame.Sort(output.From(frame.Start + 1));
        output.Write("}"u8);
        Completed();
    }

    public void WriteEndArray()
    {
        Close(isMap: false);
        output.Write("]"u8);
        Completed();
    }

    /// <exception cref="ArgumentException">The object already has this name.</exception>
    public void WritePropertyName(string name)
    {
        if (Innermost is not { IsMap: true, AwaitsValue: false } frame) throw new InvalidOperationException("a name stands only in an object, before a value");
        if (frame.Items++ > 0) output.Write(","u8);
        frame.Name(name, output.Count);
        CanonicalText.Write(output, name);
        output.Write(":"u8);
    }

    public void WriteStringValue(string? value)
    {
        Begin();
        if (value is null) output.Write("null"u8);
        else CanonicalText.Write(output, value);
        Completed();
    }

    /// <exception cref="ArgumentOutOfRangeException">Beyond 2^53 - 1, where readers of JSON lose digits: write a string.</exception>
    public void WriteNumberValue(long value)
    {
        if (value is > CanonicalNumber.MaxSafeInteger or < -CanonicalNumber.MaxSafeInteger)
            throw new ArgumentOutOfRangeException(nameof(value), value, "an integer beyond 2^53 - 1 is written as a string");
        WriteLiteral(value.ToString(CultureInfo.InvariantCulture));
    }

    public void WriteNumberValue(double value) => WriteLiteral(CanonicalNumber.Format(value));

    public void WriteBooleanValue(bool value) => WriteLiteral(value ? "true" : "false");

    public void WriteNullValue() => WriteLiteral("null");

    public void WriteString(string name, string? value) => Named(name).WriteStringValue(value);

    public void WriteNumber(string name, long value) => Named(name).WriteNumberValue(value);

    public void WriteNumber(string name, double value) => Named(name).WriteNumberValue(value);

    public void WriteBoolean(string name, bool value) => Named(name).WriteBooleanValue(value);

    public void WriteNull(string name) => Named(name).WriteNullValue();

    /// <summary>An array of strings in the order given.</summary>
    public void WriteStrings(string name, IEnumerable<string> values)
    {
        WriteStartArray(name);
        foreach (var value in values) WriteStringValue(value);
        WriteEndArray();
    }

    /// <summary>A value that was read: rewritten in canonical form, numbers through the nearest double as RFC 8785 demands.</summary>
    public void WriteValue(JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.Map:
                WriteStartObject();
                foreach (var member in value.Members) Named(member.Name).WriteValue(member.Value);
                WriteEndObject();
                break;
            case JsonKind.List:
                WriteStartArray();
                foreach (var item in value.Items) WriteValue(item);
                WriteEndArray();
                break;
            case JsonKind.Text:
                WriteStringValue(value.AsText);
                break;
            case JsonKind.Number:
                WriteNumberValue(double.Parse(value.NumberText!, NumberStyles.Float, CultureInfo.InvariantCulture));
                break;
            case JsonKind.Boolean:
                WriteBooleanValue(value.AsBoolean == true);
                break;
            default:
                WriteNullValue();
                break;
        }
    }

    public void WriteValue(string name, JsonValue value) => Named(name).WriteValue(value);

    /// <summary>The document, complete.</summary>
    /// <exception cref="InvalidOperationException">Nothing was written, or an object or array is still open.</exception>
    public byte[] ToArray() => ToMemory().ToArray();

    /// <summary>The same without a copy, for large documents: good as long as nobody else writes.</summary>
    /// <exception cref="InvalidOperationException">Nothing was written, or an object or array is still open.</exception>
    public ReadOnlyMemory<byte> ToMemory() => isDone ? output.Written : throw new InvalidOperationException("the document is not complete");

    private Frame? Innermost => depth == 0 ? null : frames[depth - 1];

    private CanonicalJsonWriter Named(string name)
    {
        WritePropertyName(name);
        return this;
    }

    private void WriteLiteral(string text)
    {
        Begin();
        Encoding.ASCII.GetBytes(text, output);
        Completed();
    }

    private void Open(bool isMap)
    {
        Begin();
        if (depth == frames.Count) frames.Add(new Frame());
        frames[depth++].Begin(isMap, output.Count);
        output.Write(isMap ? "{"u8 : "["u8);
    }

    private Frame Close(bool isMap)
    {
        if (Innermost is not { AwaitsValue: false } frame || frame.IsMap != isMap) throw new InvalidOperationException("nothing of this kind is open here");
        depth--;
        return frame;
    }

    private void Begin()
    {
        if (isDone) throw new InvalidOperationException("the document is complete");
        if (Innermost is not { } frame) return;
        if (frame.IsMap && !frame.AwaitsValue) throw new InvalidOperationException("a name is missing before a value of an object");
        if (!frame.IsMap && frame.Items++ > 0) output.Write(","u8);
    }

    private void Completed()
    {
        if (Innermost is { } frame) frame.ValueEnds(output.Count);
        else isDone = true;
    }

    private sealed class Frame
    {
        private readonly List<(string Name, int Start, int End)> members = [];

        // Made when a name comes out of order: as long as each is greater than the one before, none can stand twice.
        private HashSet<string>? names;

        public bool IsMap { get; private set; }

        public int Start { get; private set; }

        public bool AwaitsValue { get; private set; }

        public bool IsSorted => names is null;

        public int Items { get; set; }

        public void Begin(bool isMap, int start)
        {
            (IsMap, Start, Items, AwaitsValue, names) = (isMap, start, 0, false, null);
            members.Clear();
        }

        public void Name(string name, int at)
        {
            if (names is null && members.Count > 0 && string.CompareOrdinal(members[^1].Name, name) >= 0)
                names = members.Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
            if (names?.Add(name) == false) throw new ArgumentException($"the name '{name}' stands twice in one object", nameof(name));
            members.Add((name, at, -1));
            AwaitsValue = true;
        }

        public void ValueEnds(int at)
        {
            if (!IsMap) return;
            members[^1] = members[^1] with { End = at };
            AwaitsValue = false;
        }

        /// <param name="body">What was written of the members, with the commas between them.</param>
        public void Sort(Span<byte> body)
        {
            members.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
            var unsorted = ArrayPool<byte>.Shared.Rent(body.Length);
            body.CopyTo(unsorted);
            var at = 0;
            foreach (var (_, from, to) in members)
            {
                if (at > 0) body[at++] = (byte)',';
                unsorted.AsSpan(from - Start - 1, to - from).CopyTo(body[at..]);
                at += to - from;
            }

            ArrayPool<byte>.Shared.Return(unsorted);
        }
    }
}
