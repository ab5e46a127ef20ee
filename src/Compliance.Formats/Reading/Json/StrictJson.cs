using System.Text.Json;
using System.Text.Unicode;

namespace Compliance.Formats.Reading.Json;

/// <summary>
/// Reads JSON (RFC 8259) as a machine that is lied to must: UTF-8 only, names unique in each object, nothing after the value, no comments or
/// trailing commas, no escaped half of a surrogate pair; depth, size, counts and lengths bounded by <see cref="Limits"/>. Numbers stay text.
/// A byte order mark is tolerated with a defect. All values together may be eight times <see cref="Limits.MaxItems"/>.
/// </summary>
public static class StrictJson
{
    internal const int ValuesPerItem = 8;

    /// <param name="bytes">Kept, not copied: must not change afterwards.</param>
    /// <param name="document">Name for locators: a path, a digest, a file name.</param>
    public static Reading<JsonTree> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var defects = new DefectCollector(limits);
        if (bytes.Length > limits.MaxDocumentBytes)
            return Readings.Reject<JsonTree>(JsonCodes.TooLarge, new Locator(document), $"{bytes.Length} bytes are more than the {limits.MaxDocumentBytes} allowed");
        if (!Utf8.IsValid(bytes.Span))
            return Readings.Reject<JsonTree>(JsonCodes.NotUtf8, LocatorAt(document, bytes.Span, FirstInvalid(bytes.Span)), "not UTF-8");

        var start = LengthOfByteOrderMark(bytes.Span);
        if (start > 0) defects.Add(JsonCodes.ByteOrderMark, new Locator(document, 0), "starts with a byte order mark");
        // Almost every document is shown by its bytes to keep within the limits; the others, and those that are refused, pay for a pass of their own.
        var isWithin = JsonBounds.AreKept(bytes.Span[start..], limits);
        if (!isWithin && Check(bytes.Span, start, document, limits) is { } cause) return Readings.Reject<JsonTree>(cause);
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = limits.MaxDepth, AllowDuplicateProperties = false };
            return Readings.Accept(new JsonTree(document, bytes, JsonDocument.Parse(bytes[start..], options)), defects.ToImmutable());
        }
        catch (JsonException problem)
        {
            if (isWithin && Check(bytes.Span, start, document, limits) is { } found) return Readings.Reject<JsonTree>(found);
            // Everything but repeated names was found by the check.
            var causes = JsonDuplicates.Find(bytes, start, document, limits);
            return causes.IsEmpty ? Readings.Reject<JsonTree>(MalformedAt(document, bytes.Span, start, problem)) : Readings.Reject<JsonTree>(causes);
        }
    }

    internal static int LengthOfByteOrderMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? 3 : 0;

    internal static Locator LocatorAt(string document, ReadOnlySpan<byte> bytes, int offset)
    {
        var before = bytes[..offset];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        var line = before.Count((byte)'\n') + 1;
        return new Locator(document, offset, line, System.Text.Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>One pass without building anything: the first cause that forbids reading, or null.</summary>
    private static Defect? Check(ReadOnlySpan<byte> bytes, int start, string document, Limits limits)
    {
        var reader = new Utf8JsonReader(bytes[start..], new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1 });
        var counts = new int[limits.MaxDepth + 2];
        var total = 0L;
        try
        {
            while (reader.Read())
            {
                var (code, message) = CheckToken(ref reader, counts, ref total, limits);
                if (message is not null) return new Defect(code, LocatorAt(document, bytes, start + (int)reader.TokenStartIndex), message);
            }

            return null;
        }
        catch (JsonException problem)
        {
            return MalformedAt(document, bytes, start, problem);
        }
    }

    private static (DiagnosticCode Code, string? Message) CheckToken(ref Utf8JsonReader reader, int[] counts, ref long total, Limits limits)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                return default;
            case JsonTokenType.PropertyName or JsonTokenType.String or JsonTokenType.Number when reader.ValueSpan.Length > limits.MaxStringLength:
                return (JsonCodes.TextTooLong, $"{reader.ValueSpan.Length} bytes in one string or number, {limits.MaxStringLength} allowed");
            case JsonTokenType.PropertyName or JsonTokenType.String when reader.ValueIsEscaped && !HasWholeCharacters(ref reader):
                return (JsonCodes.LoneSurrogate, "an escape names one half of a surrogate pair");
            case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= limits.MaxDepth:
                return (JsonCodes.TooDeep, $"nested more than {limits.MaxDepth} deep");
        }

        if (reader.TokenType == JsonTokenType.PropertyName) return default;
        var isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (isContainer) counts[reader.CurrentDepth + 1] = 0;
        if (++counts[reader.CurrentDepth] > limits.MaxItems && reader.CurrentDepth > 0)
            return (JsonCodes.TooMany, $"more than {limits.MaxItems} entries in one array or object");
        return ++total > (long)limits.MaxItems * ValuesPerItem ? (JsonCodes.TooMany, $"more than {(long)limits.MaxItems * ValuesPerItem} values") : default;
    }

    private static bool HasWholeCharacters(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static Defect MalformedAt(string document, ReadOnlySpan<byte> bytes, int start, JsonException problem)
    {
        // The exception counts lines from 0 and bytes within the line.
        var offset = start;
        for (var line = problem.LineNumber ?? 0; line > 0; line--)
        {
            var end = bytes[offset..].IndexOf((byte)'\n');
            if (end < 0) break;
            offset += end + 1;
        }

        offset = (int)Math.Min(bytes.Length, offset + (problem.BytePositionInLine ?? 0));
        while (offset > 0 && offset < bytes.Length && (bytes[offset] & 0xC0) == 0x80) offset--;
        var found = offset < bytes.Length ? "not JSON from here" : "ends before its value does";
        return new Defect(JsonCodes.Malformed, LocatorAt(document, bytes, offset), found);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var offset = 0;
        while (offset < bytes.Length && System.Text.Rune.DecodeFromUtf8(bytes[offset..], out _, out var length) == System.Buffers.OperationStatus.Done) offset += length;
        return offset;
    }
}
