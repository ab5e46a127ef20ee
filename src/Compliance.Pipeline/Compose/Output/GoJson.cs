using System.Text;

namespace Compliance.Pipeline.Compose.Output;

/// <summary>Go's encoder escapes what could end a script element; these characters stand in texts only, so whole documents can be treated.</summary>
internal static class GoJson
{
    public static byte[] Escape(byte[] json)
    {
        if (json.AsSpan().IndexOfAny((byte)'&', (byte)'<', (byte)'>') < 0) return json;
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json)
            .Replace("&", "\\u0026", StringComparison.Ordinal).Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal));
    }
}
