using System.Collections.Immutable;

namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>One <c>.SIGN.&lt;algorithm&gt;.&lt;key file&gt;</c> entry of a signature section (apk-v2(5)).</summary>
/// <param name="Algorithm"><c>DSA</c>, <c>RSA</c> (over SHA-1), <c>RSA256</c> or <c>RSA512</c>.</param>
/// <param name="KeyName">File name of the key among those that the verifier trusts; a claim, not an identity.</param>
public sealed record ApkSignature(string Algorithm, string KeyName, ImmutableArray<byte> Value)
{
    /// <summary>Bytes of one signature that are looked at: RSA with 16,384 bits.</summary>
    public const int MaxBytes = 2048;

    public string EntryName => $".SIGN.{Algorithm}.{KeyName}";

    /// <summary>Null when the name is not of the form.</summary>
    internal static ApkSignature? TryCreate(string entryName, ReadOnlySpan<byte> value)
    {
        if (!entryName.StartsWith(".SIGN.", StringComparison.Ordinal)) return null;
        var rest = entryName[6..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || dot == rest.Length - 1 || rest[..dot] is not ("DSA" or "RSA" or "RSA256" or "RSA512")) return null;
        var key = rest[(dot + 1)..];
        return key.Contains('/', StringComparison.Ordinal) || value.Length is 0 or > MaxBytes ? null : new ApkSignature(rest[..dot], key, [.. value]);
    }
}
