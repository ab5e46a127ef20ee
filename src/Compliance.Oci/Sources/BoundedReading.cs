namespace Compliance.Oci.Sources;

/// <summary>Reads a stream into memory that grows with what comes, not with what was announced.</summary>
internal static class BoundedReading
{
    /// <summary>All bytes, or null when there are more than <paramref name="maxBytes"/>.</summary>
    public static byte[]? ReadAll(Stream stream, long maxBytes)
    {
        var buffer = new byte[16 << 10];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(Array.MaxLength, (long)buffer.Length * 2));
            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0)
            {
                Array.Resize(ref buffer, length);
                return buffer;
            }

            length += read;
            if (length > maxBytes || length == Array.MaxLength) return null;
        }
    }
}
