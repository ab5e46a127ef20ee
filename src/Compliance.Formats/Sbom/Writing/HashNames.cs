namespace Compliance.Formats.Sbom.Writing;

/// <summary>Names of hash algorithms as each format writes them; null where it does not have one.</summary>
internal static class HashNames
{
    public static string? Spdx2(string algorithm) => algorithm switch
    {
        "sha256" => "SHA256",
        "sha1" => "SHA1",
        "md2" or "md4" or "md5" or "md6" or "sha224" or "sha384" or "sha512" or "adler32" or "blake3" => algorithm.ToUpperInvariant(),
        "sha3-256" or "sha3-384" or "sha3-512" => algorithm.ToUpperInvariant(),
        "blake2b-256" or "blake2b-384" or "blake2b-512" => $"BLAKE2b-{algorithm[8..]}",
        _ => null,
    };

    public static string? Spdx3(string algorithm) => algorithm switch
    {
        "md2" or "md4" or "md5" or "md6" or "sha1" or "sha224" or "sha256" or "sha384" or "sha512" or "adler32" or "blake3" => algorithm,
        "sha3-256" or "sha3-384" or "sha3-512" => algorithm.Replace('-', '_'),
        "blake2b-256" or "blake2b-384" or "blake2b-512" => algorithm.Replace("-", "", StringComparison.Ordinal),
        _ => null,
    };

    public static string? CycloneDx(string algorithm) => algorithm switch
    {
        "md5" => "MD5",
        "sha1" or "sha256" or "sha384" or "sha512" => $"SHA-{algorithm[3..]}",
        "sha3-256" or "sha3-384" or "sha3-512" => algorithm.ToUpperInvariant(),
        "blake2b-256" or "blake2b-384" or "blake2b-512" => $"BLAKE2b-{algorithm[8..]}",
        "blake3" => "BLAKE3",
        _ => null,
    };
}
