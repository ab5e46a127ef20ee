using System.Text;
using Compliance.Cryptography.Hashing;

namespace Compliance.Evidence.Probing;

/// <summary>What a program wrote to one of its outputs.</summary>
/// <param name="Text">The beginning, at most <see cref="MaxLength"/> UTF-16 units.</param>
/// <param name="Bytes">Length in UTF-8 of all that was taken from it.</param>
/// <param name="Sha256">Of all that was taken, UTF-8, lower-case hex.</param>
public sealed record ProbeStream(string Text, long Bytes, string Sha256)
{
    public const int MaxLength = 64 << 10;

    public bool IsWhole => Encoding.UTF8.GetByteCount(Text) == Bytes;

    /// <summary>Whether the digest is that of the text, as far as the text is whole.</summary>
    public bool IsConsistent => IsWhole ? Of(Text).Sha256 == Sha256 : Bytes > Encoding.UTF8.GetByteCount(Text);

    public static ProbeStream Of(string all)
    {
        var bytes = Encoding.UTF8.GetBytes(all);
        var plain = Encoding.UTF8.GetString(bytes);
        var length = Math.Min(plain.Length, MaxLength);
        if (length < plain.Length && char.IsHighSurrogate(plain[length - 1])) length--;
        return new ProbeStream(plain[..length], bytes.Length, Digests.Sha256(bytes).Hex);
    }
}
