using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Compliance.Formats.Attestation;

/// <summary>Base64 as envelopes hold it: the standard alphabet or the URL-safe one (RFC 4648 sections 4 and 5), with or without padding.</summary>
internal static class Base64Text
{
    /// <summary>Null when the text is not base64. White space is not skipped.</summary>
    public static byte[]? Decode(string text)
    {
        var trimmed = text.TrimEnd('=');
        if (text.Length - trimmed.Length > 2 || trimmed.Length % 4 == 1 || (text.Length > trimmed.Length && text.Length % 4 != 0)) return null;
        if (trimmed.AsSpan().IndexOfAnyExcept(Alphabet) >= 0) return null;
        var ascii = Encoding.ASCII.GetBytes(trimmed.Replace('+', '-').Replace('/', '_'));
        var bytes = new byte[Base64Url.GetMaxDecodedLength(ascii.Length)];
        return Base64Url.DecodeFromUtf8(ascii, bytes, out var read, out var written) == OperationStatus.Done && read == ascii.Length ? bytes[..written] : null;
    }

    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");
}
