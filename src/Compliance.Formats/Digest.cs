using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Compliance.Formats;

/// <summary>
/// A content digest as OCI writes it, <c>algorithm:lowercase-hex</c> (OCI image specification 1.1, descriptor.md, "Digests"). Only SHA-256,
/// SHA-384 and SHA-512 exist: a digest of another algorithm can't be made.
/// </summary>
public sealed record Digest : IComparable<Digest>
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private Digest(string algorithm, string hex) => (Algorithm, Hex) = (algorithm, hex);

    /// <summary><c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</summary>
    public string Algorithm { get; }

    /// <summary>64, 96 or 128 lower-case hexadecimal characters.</summary>
    public string Hex { get; }

    /// <summary>The first twelve hexadecimal characters, for people.</summary>
    public string Short => Hex[..12];

    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static Digest Sha256(ReadOnlySpan<byte> hash) => hash.Length == 32
        ? new Digest("sha256", Convert.ToHexStringLower(hash))
        : throw new ArgumentException("a SHA-256 value has 32 bytes", nameof(hash));

    /// <exception cref="FormatException">Not <c>sha256:</c>, <c>sha384:</c> or <c>sha512:</c> with the right count of lower-case hex.</exception>
    public static Digest Parse(string text) => TryParse(text, out var digest) ? digest : throw new FormatException($"'{text}' is not a digest");

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Digest? digest)
    {
        digest = null;
        if (text is null) return false;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return false;
        return TryMake(text[..colon], text[(colon + 1)..], out digest);
    }

    /// <summary>The same of a digest in two parts.</summary>
    internal static bool TryMake(string algorithm, string hex, [NotNullWhen(true)] out Digest? digest)
    {
        var length = algorithm switch { "sha256" => 64, "sha384" => 96, "sha512" => 128, _ => -1 };
        digest = hex.Length != length || hex.AsSpan().ContainsAnyExcept(HexDigits) ? null : new Digest(algorithm, hex);
        return digest is not null;
    }

    public int CompareTo(Digest? other) => string.CompareOrdinal(ToString(), other?.ToString());

    public override string ToString() => $"{Algorithm}:{Hex}";
}
