namespace Compliance.Formats.Reading.Json;

/// <summary>Canonical JSON (RFC 8785) of something that was read, and of something that the caller writes.</summary>
public static class CanonicalJson
{
    /// <summary>The canonical bytes of a value: equal values of different spelling give equal bytes.</summary>
    public static byte[] Of(JsonValue value) => Write(writer => writer.WriteValue(value));

    /// <summary>The canonical bytes of what <paramref name="content"/> writes: exactly one value.</summary>
    public static byte[] Write(Action<CanonicalJsonWriter> content)
    {
        var writer = new CanonicalJsonWriter();
        content(writer);
        return writer.ToArray();
    }

    /// <summary>The same for a large document, without the copy that an array of the very length costs.</summary>
    public static ReadOnlyMemory<byte> WriteLarge(Action<CanonicalJsonWriter> content)
    {
        var writer = new CanonicalJsonWriter();
        content(writer);
        return writer.ToMemory();
    }
}
