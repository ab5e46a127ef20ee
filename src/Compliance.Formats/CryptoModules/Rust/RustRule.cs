using System.Collections.Immutable;
using System.IO.Compression;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.CryptoModules.Rust;

/// <summary>
/// Cryptographic crates of a Rust program, from the list that <c>cargo auditable</c> leaves in section <c>.dep-v0</c> (zlib-compressed JSON). rustls itself is no
/// cryptography: its provider is.
/// </summary>
internal sealed class RustRule : IModuleRule
{
    private const int MaxListBytes = 8 << 20;

    private static readonly string[] Crates =
        ["aes", "aes-gcm", "argon2", "aws-lc-fips-sys", "aws-lc-sys", "bcrypt", "blake2", "blake3", "boring-sys", "chacha20poly1305", "curve25519-dalek", "ed25519-dalek", "md-5", "openssl-src", "p256", "p384", "ring", "rsa", "sha1", "sha2", "sha3"];

    public IEnumerable<string> Symbols => [];

    public IEnumerable<FoundModule> Find(ModuleSubject subject)
    {
        if (subject.Elf.Section(".dep-v0") is not { } section) return [];
        if (Packages(subject.Elf.BytesOf(section)) is not { } packages)
        {
            subject.Report(CryptoModuleDiagnostics.CrateListUnread, ".dep-v0", "the list of crates is no compressed JSON of a size that is read: which cryptographic crates the program holds is unknown");
            return [];
        }

        return packages.Where(package => Crates.Contains(package.Name, StringComparer.Ordinal)).DistinctBy(package => package.Name).Select(package => new FoundModule
        {
            Family = "rust-crate",
            Name = package.Name,
            Version = new ModuleVersion(package.Version, ""),
            IsLibrary = false,
            IsStub = subject.IsStub,
            Evidence = [$".dep-v0 lists {package.Name} {package.Version}"],
            Activation = package.Name == "aws-lc-fips-sys" ? null : "off",
            ActivationReason = package.Name == "aws-lc-fips-sys" ? "the crate wraps AWS-LC FIPS; which module is linked is judged by its own symbols" : "cryptography of a crate that is no validated module",
        });
    }

    /// <summary>Null when the list can't be read, or a row of it has no name.</summary>
    private static ImmutableArray<(string Name, string Version)>? Packages(ReadOnlyMemory<byte> compressed)
    {
        if (Inflate(compressed) is not { } bytes || !StrictJson.Read(bytes, ".dep-v0").TryGet(out var tree) || !tree.Root["packages"].IsList) return null;
        if (tree.Root["packages"].Items.Any(item => item["name"].AsText is null)) return null;
        return [.. tree.Root["packages"].Items.Select(item => (item["name"].AsText ?? "", item["version"].AsText ?? "")).OrderBy(package => package.Item1, StringComparer.Ordinal)];
    }

    private static byte[]? Inflate(ReadOnlyMemory<byte> compressed)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(compressed.ToArray(), writable: false), CompressionMode.Decompress);
            using var output = new MemoryStream();
            var buffer = new byte[16 << 10];
            for (int read; (read = zlib.Read(buffer)) > 0 && output.Length <= MaxListBytes;) output.Write(buffer, 0, read);
            return output.Length > MaxListBytes ? null : output.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
