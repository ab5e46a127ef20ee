using System.Globalization;
using System.Text;

namespace Compliance.Cryptography.Dsse;

/// <summary>
/// The bytes that a DSSE signature is over (DSSE protocol 1.0): <c>"DSSEv1" SP LEN(type) SP type SP LEN(body) SP body</c>, lengths in bytes as ASCII decimal
/// without leading zeros, the type as UTF-8.
/// </summary>
public static class PreAuthenticationEncoding
{
    public static byte[] Of(string payloadType, ReadOnlySpan<byte> payload)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {type.Length} "));
        var middle = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $" {payload.Length} "));
        var encoded = new byte[head.Length + type.Length + middle.Length + payload.Length];
        head.CopyTo(encoded, 0);
        type.CopyTo(encoded, head.Length);
        middle.CopyTo(encoded, head.Length + type.Length);
        payload.CopyTo(encoded.AsSpan(encoded.Length - payload.Length));
        return encoded;
    }
}
