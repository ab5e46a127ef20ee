using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Cmvp.Algorithms;

/// <summary>The names of algorithms that NIST's program validates (ACVP, <c>pages.nist.gov/ACVP</c>), as certificates and security policies write them, and what each is.</summary>
public static class AlgorithmTable
{
    private static readonly ImmutableArray<string> Cipher = ["encrypt", "decrypt"];
    private static readonly ImmutableArray<string> Tag = ["tag"];
    private static readonly ImmutableArray<string> Digest = ["digest"];
    private static readonly ImmutableArray<string> Derive = ["keyderive"];
    private static readonly string[] Hashes = ["SHA-1", "SHA2-224", "SHA2-256", "SHA2-384", "SHA2-512", "SHA2-512/224", "SHA2-512/256", "SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512"];

    private static readonly FrozenDictionary<string, AlgorithmTraits> Traits = Rows().ToFrozenDictionary(row => row.Name, row => row.Traits, StringComparer.Ordinal);

    /// <summary>Null for a name that is none of the table.</summary>
    public static AlgorithmTraits? Find(string name) => Traits.GetValueOrDefault(name);

    private static IEnumerable<(string Name, AlgorithmTraits Traits)> Rows() => [.. Ciphers(), .. Codes(), .. Generators(), .. Signatures(), .. Keys()];

    private static IEnumerable<(string Name, AlgorithmTraits Traits)> Ciphers()
    {
        foreach (var mode in (string[])["CBC", "ECB", "CTR", "OFB"]) yield return ($"AES-{mode}", new AlgorithmTraits("block-cipher", mode.ToLowerInvariant(), Cipher));
        foreach (var mode in (string[])["CBC-CS1", "CBC-CS2", "CBC-CS3"]) yield return ($"AES-{mode}", new AlgorithmTraits("block-cipher", "cbc", Cipher));
        foreach (var mode in (string[])["CFB1", "CFB8", "CFB128"]) yield return ($"AES-{mode}", new AlgorithmTraits("block-cipher", "cfb", Cipher));
        yield return ("AES-XTS", new AlgorithmTraits("block-cipher", "other", Cipher));
        foreach (var mode in (string[])["CCM", "GCM"]) yield return ($"AES-{mode}", new AlgorithmTraits("ae", mode.ToLowerInvariant(), [.. Cipher, "tag"]));
        foreach (var name in (string[])["AES-KW", "AES-KWP"]) yield return (name, new AlgorithmTraits("key-wrap", null, Cipher));
    }

    private static IEnumerable<(string Name, AlgorithmTraits Traits)> Codes()
    {
        foreach (var hash in Hashes)
        {
            yield return (hash, new AlgorithmTraits("hash", null, Digest));
            yield return ($"HMAC-{hash}", new AlgorithmTraits("mac", null, Tag));
        }

        foreach (var name in (string[])["SHAKE-128", "SHAKE-256"]) yield return (name, new AlgorithmTraits("xof", null, Digest));
        foreach (var name in (string[])["AES-CMAC", "AES-GMAC", "KMAC-128", "KMAC-256"]) yield return (name, new AlgorithmTraits("mac", null, Tag));
    }

    private static IEnumerable<(string Name, AlgorithmTraits Traits)> Generators()
    {
        foreach (var name in (string[])["Counter DRBG", "Hash DRBG", "HMAC DRBG"]) yield return (name, new AlgorithmTraits("drbg", null, ["generate"]));
    }

    private static IEnumerable<(string Name, AlgorithmTraits Traits)> Signatures()
    {
        foreach (var name in (string[])["RSA", "ECDSA", "EDDSA", "DSA", "ML-DSA", "SLH-DSA", "LMS"])
        {
            yield return ($"{name} KeyGen", new AlgorithmTraits("signature", null, ["keygen"]));
            yield return ($"{name} SigGen", new AlgorithmTraits("signature", null, ["sign"]));
            yield return ($"{name} SigVer", new AlgorithmTraits("signature", null, ["verify"]));
        }
    }

    private static IEnumerable<(string Name, AlgorithmTraits Traits)> Keys()
    {
        foreach (var name in (string[])["KAS-ECC", "KAS-ECC-SSC", "KAS-FFC", "KAS-FFC-SSC", "KAS-IFC", "KAS-IFC-SSC"]) yield return (name, new AlgorithmTraits("key-agree", null, Derive));
        yield return ("KTS-IFC", new AlgorithmTraits("kem", null, ["encapsulate", "decapsulate"]));
        yield return ("ML-KEM KeyGen", new AlgorithmTraits("kem", null, ["keygen"]));
        yield return ("ML-KEM EncapDecap", new AlgorithmTraits("kem", null, ["encapsulate", "decapsulate"]));
        foreach (var name in (string[])["PBKDF", "KDF SP800-108", "KDF SSH", "KDF ANS 9.42", "KDF ANS 9.63", "KDF TLS", "KDA HKDF", "KDA OneStep", "KDA TwoStep", "TLS v1.2 KDF RFC7627", "TLS v1.3 KDF"])
            yield return (name, new AlgorithmTraits("kdf", null, Derive));
    }
}
