using System.Diagnostics.CodeAnalysis;

namespace Compliance.Formats.Packages.Apk;

/// <summary>
/// A checksum of an apk database. <c>Q1</c> and base64 is SHA-1, <c>Q2</c> and base64 is SHA-256 (apk-v2(5)). SHA-1 tells which bytes the packager
/// meant, it does not protect them.
/// </summary>
public sealed record ApkChecksum
{
    private ApkChecksum(string algorithm, string hex) => (Algorithm, Hex) = (algorithm, hex);

    /// <summary><c>sha1</c> or <c>sha256</c>.</summary>
    public string Algorithm { get; }

    /// <summary>Lower case.</summary>
    public string Hex { get; }

    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out ApkChecksum? checksum)
    {
        checksum = null;
        var (algorithm, length) = text.StartsWith("Q1"u8) ? ("sha1", 20) : text.StartsWith("Q2"u8) ? ("sha256", 32) : ("", 0);
        Span<byte> value = stackalloc byte[48];
        if (length == 0 || text.Length > 2 + 64) return false;
        if (System.Buffers.Text.Base64.DecodeFromUtf8(WithoutSpareBits(text[2..], stackalloc byte[64]), value, out _, out var written) != System.Buffers.OperationStatus.Done || written != length) return false;
        checksum = new ApkChecksum(algorithm, Convert.ToHexStringLower(value[..written]));
        return true;
    }

    /// <summary>The checksum of a SHA-1 (20 bytes) or SHA-256 (32 bytes) value.</summary>
    /// <exception cref="ArgumentException">The value has another length.</exception>
    public static ApkChecksum Of(ReadOnlySpan<byte> value) => value.Length switch
    {
        20 => new ApkChecksum("sha1", Convert.ToHexStringLower(value)),
        32 => new ApkChecksum("sha256", Convert.ToHexStringLower(value)),
        _ => throw new ArgumentException("neither SHA-1 nor SHA-256", nameof(value)),
    };

    /// <summary>As databases and indexes write it: <c>Q1</c> or <c>Q2</c> and base64.</summary>
    public string ToDatabaseText() => (Algorithm == "sha1" ? "Q1" : "Q2") + Convert.ToBase64String(Convert.FromHexString(Hex));

    /// <summary>The last letter before the padding may carry bits that belong to no octet; apk does not look at them.</summary>
    private static ReadOnlySpan<byte> WithoutSpareBits(ReadOnlySpan<byte> text, Span<byte> copy)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        if (text.Length < 4 || text[^1] != '=' || text[^2] == '=') return text;
        var digit = Alphabet.IndexOf((char)text[^2], StringComparison.Ordinal);
        if (digit < 0) return text;
        text.CopyTo(copy);
        copy[text.Length - 2] = (byte)Alphabet[digit & ~3];
        return copy[..text.Length];
    }

    public override string ToString() => $"{Algorithm}:{Hex}";
}
