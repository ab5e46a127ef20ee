using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Cryptography.Algorithms;

/// <summary>
/// The table of signature algorithms and key sizes with their standing: FIPS 186-5 (signatures), FIPS 180-4 (hashes) and SP 800-131A r2 (what may still be
/// checked). What is not in the table is not approved.
/// </summary>
public static class SignatureAlgorithms
{
    /// <summary>The least modulus that may sign: 112 bits of strength (SP 800-131A r2 table 2).</summary>
    public const int MinApprovedRsaBits = 2048;

    /// <summary>The least modulus whose old signatures may be checked (SP 800-131A r2 table 2).</summary>
    public const int MinLegacyRsaBits = 1024;

    private const string Fips186 = "FIPS 186-5";
    private const string LegacyUse = "SP 800-131A r2, section 3, legacy use";

    /// <summary>The rows with a fixed key size; RSA is computed from its modulus by <see cref="Rsa"/>.</summary>
    public static ImmutableArray<SignatureAlgorithm> Fixed { get; } =
    [
        .. EcdsaRows("p256", 256), .. EcdsaRows("p384", 384), .. EcdsaRows("p521", 521), Ed25519Row(),
    ];

    public static SignatureAlgorithm Ed25519 { get; } = Fixed[^1];

    /// <param name="curveBits">256, 384 or 521.</param>
    /// <param name="hash"><c>sha1</c>, <c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</param>
    /// <exception cref="ArgumentException">Not in the table.</exception>
    public static SignatureAlgorithm Ecdsa(int curveBits, string hash) =>
        Fixed.FirstOrDefault(row => row.Family == SignatureFamily.Ecdsa && row.KeyBits == curveBits && string.Equals(row.Hash, hash, StringComparison.Ordinal))
        ?? throw new ArgumentException($"no ECDSA row for {curveBits} bits and {hash}", nameof(curveBits));

    /// <summary>RSA with any modulus: approved from 2048 bits with SHA-2, legacy from 1024 bits or with SHA-1, else not approved.</summary>
    /// <exception cref="ArgumentException">The family is not RSA, or the hash is none of the table's.</exception>
    public static SignatureAlgorithm Rsa(SignatureFamily family, int modulusBits, string hash)
    {
        var padding = family switch
        {
            SignatureFamily.RsaPkcs1 => "pkcs1",
            SignatureFamily.RsaPss => "pss",
            _ => throw new ArgumentException("not an RSA family", nameof(family)),
        };
        if (hash is not ("sha1" or "sha256" or "sha384" or "sha512")) throw new ArgumentException($"no RSA row for {hash}", nameof(hash));
        var status = modulusBits >= MinApprovedRsaBits && hash != "sha1" ? AlgorithmStatus.Approved
            : modulusBits >= MinLegacyRsaBits ? AlgorithmStatus.LegacyVerifyOnly
            : AlgorithmStatus.NotApproved;
        var source = status switch
        {
            AlgorithmStatus.Approved => $"{Fips186}, section 5; FIPS 180-4",
            AlgorithmStatus.LegacyVerifyOnly => LegacyUse,
            _ => "SP 800-131A r2, table 2: disallowed below 1024 bits",
        };
        return new SignatureAlgorithm(string.Create(CultureInfo.InvariantCulture, $"rsa-{modulusBits}-{padding}-{hash}"), family, modulusBits, hash, status, source);
    }

    private static IEnumerable<SignatureAlgorithm> EcdsaRows(string curve, int bits)
    {
        foreach (var hash in (string[])["sha256", "sha384", "sha512"])
            yield return new SignatureAlgorithm($"ecdsa-{curve}-{hash}", SignatureFamily.Ecdsa, bits, hash, AlgorithmStatus.Approved, $"{Fips186}, section 6; FIPS 180-4");
        yield return new SignatureAlgorithm($"ecdsa-{curve}-sha1", SignatureFamily.Ecdsa, bits, "sha1", AlgorithmStatus.LegacyVerifyOnly, LegacyUse);
    }

    private static SignatureAlgorithm Ed25519Row() => new("ed25519", SignatureFamily.Ed25519, 256, "", AlgorithmStatus.Approved, $"{Fips186}, section 7");
}
