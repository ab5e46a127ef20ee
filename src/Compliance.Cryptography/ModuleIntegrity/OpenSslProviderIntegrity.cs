using System.Security.Cryptography;
using Compliance.Formats.CryptoModules.OpenSsl;

namespace Compliance.Cryptography.ModuleIntegrity;

/// <summary>
/// Recomputes the integrity value of an OpenSSL 3 FIPS provider: HMAC-SHA-256 over the whole file under the key of OpenSSL's build
/// (<c>providers/fips/self_test.c</c>, <c>verify_integrity</c>). It is either <c>module-mac</c> of <c>fipsmodule.cnf</c> or, in builds of the Red Hat
/// family, 32 bytes in section <c>.rodata1</c> that count as zero while it is computed.
/// </summary>
public static class OpenSslProviderIntegrity
{
    /// <summary>
    /// <c>install-mac</c> under the standard key: HMAC of the ASCII text <c>INSTALL_SELF_TEST_KATS_RUN</c>. A constant, so it proves nothing about
    /// the machine on which it is found. Upper-case hex, colon-separated.
    /// </summary>
    public static string InstallMac { get; } = Colons(HMACSHA256.HashData(ProviderIdentityReader.StandardKey.AsSpan(), "INSTALL_SELF_TEST_KATS_RUN"u8));

    /// <summary>Upper-case hex, colon-separated, as <c>openssl fipsinstall</c> prints it.</summary>
    /// <param name="zeroedAt">Offset of 32 bytes that count as zero; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The zeroed bytes do not lie in the module.</exception>
    public static string ModuleMac(ReadOnlySpan<byte> module, long? zeroedAt = null) => Colons(Compute(module, zeroedAt));

    /// <param name="module">The whole file.</param>
    /// <param name="configuredMac"><c>module-mac</c> as configured; null when no configuration names one for this file.</param>
    public static IntegrityResult Check(ReadOnlySpan<byte> module, ProviderIdentity identity, string? configuredMac)
    {
        if (!identity.HasStandardKey)
        {
            return new IntegrityResult(IntegrityOutcome.NotCheckable, "the standard integrity key is not in the file: its vendor changed the key");
        }

        if (identity.EmbeddedMacOffset is { } offset) return CheckEmbedded(module, offset);
        if (configuredMac is null) return new IntegrityResult(IntegrityOutcome.NotCheckable, "no module-mac is configured for this file");
        if (Bytes(configuredMac) is not { } expected)
        {
            return new IntegrityResult(IntegrityOutcome.Broken, "the configured module-mac is not 32 bytes of hexadecimal");
        }

        return Compare(Compute(module, null), expected, "module-mac");
    }

    private static IntegrityResult CheckEmbedded(ReadOnlySpan<byte> module, long offset)
    {
        if (offset < 0 || offset > module.Length - 32) return new IntegrityResult(IntegrityOutcome.NotCheckable, "section .rodata1 lies outside the bytes at hand");
        var expected = module.Slice((int)offset, 32);
        return expected.IndexOfAnyExcept((byte)0) < 0
            ? new IntegrityResult(IntegrityOutcome.Broken, "section .rodata1 holds zeros: the integrity value was never written")
            : Compare(Compute(module, offset), expected, "the value in .rodata1");
    }

    private static IntegrityResult Compare(ReadOnlySpan<byte> computed, ReadOnlySpan<byte> expected, string what) => computed.SequenceEqual(expected)
        ? new IntegrityResult(IntegrityOutcome.Ok, $"HMAC-SHA-256 over the file equals {what} {Colons(expected)}")
        : new IntegrityResult(IntegrityOutcome.Broken, $"HMAC-SHA-256 over the file is {Colons(computed)}, {what} is {Colons(expected)}");

    private static byte[] Compute(ReadOnlySpan<byte> module, long? zeroedAt)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, ProviderIdentityReader.StandardKey.AsSpan());
        if (zeroedAt is { } offset)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(offset, nameof(zeroedAt));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, module.Length - 32L, nameof(zeroedAt));
            hmac.AppendData(module[..(int)offset]);
            hmac.AppendData(stackalloc byte[32]);
            hmac.AppendData(module[((int)offset + 32)..]);
        }
        else
        {
            hmac.AppendData(module);
        }

        return hmac.GetHashAndReset();
    }

    /// <summary>OpenSSL reads the value with <c>OPENSSL_hexstr2buf</c>: hex pairs, colons between them optional, either case.</summary>
    private static byte[]? Bytes(string text)
    {
        var hex = text.Replace(":", "", StringComparison.Ordinal);
        if (hex.Length != 64) return null;
        foreach (var character in hex)
        {
            if (!char.IsAsciiHexDigit(character)) return null;
        }

        return Convert.FromHexString(hex);
    }

    private static string Colons(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder(bytes.Length * 3);
        foreach (var value in bytes) text.Append(text.Length == 0 ? "" : ":").Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
