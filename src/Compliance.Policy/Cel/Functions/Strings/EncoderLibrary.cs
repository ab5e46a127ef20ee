using System.Buffers.Text;

namespace Compliance.Policy.Cel.Functions;

/// <summary>The encoders extension: Base64 (RFC 4648 section 4), padding optional when reading.</summary>
internal static class EncoderLibrary
{
    public static IEnumerable<CelFunction> Functions =>
    [
        Declare.Function("base64.encode", Declare.Global("bytes", arguments => CelValue.String(Convert.ToBase64String(arguments[0].AsBytes.Span)), CelType.String, CelType.Bytes).Linear()),
        Declare.Function("base64.decode", Declare.Global("string", arguments => Decode(arguments[0].AsString), CelType.Bytes, CelType.String).Linear()),
    ];

    private static CelValue Decode(string text)
    {
        var stripped = text.TrimEnd('=');
        var padded = stripped + new string('=', (4 - (stripped.Length % 4)) % 4);
        var wellFormed = (text.Length == stripped.Length || text.Length == padded.Length) && stripped.Length % 4 != 1 && !text.AsSpan().ContainsAny(" \t\r\n");
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        return wellFormed && Convert.TryFromBase64String(padded, bytes, out var written)
            ? CelValue.Bytes(bytes.AsSpan(0, written))
            : Declare.Invalid("not Base64");
    }
}
