using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Rust;

/// <summary>
/// Cryptographic crates of a Rust program, from the list that <c>cargo auditable</c> leaves in section <c>.dep-v0</c> (zlib-compressed JSON). rustls itself is no
/// cryptography: its provider is.
/// </summary>
internal sealed class RustRule : IModuleRule
{
    private static readonly string[] Crates =
        ["aes", "aes-gcm", "argon2", "aws-lc-fips-sys", "aws-lc-sys", "bcrypt", "blake2", "blake3", "boring-sys", "chacha20poly1305", "curve25519-dalek", "ed25519-dalek", "md-5", "openssl-src", "p256", "p384", "ring", "rsa", "sha1", "sha2", "sha3"];

    public IEnumerable<string> Symbols => [];

    public IEnumerable<FoundModule> Find(ModuleSubject subject)
    {
        if (subject.Elf.Section(AuditableCrates.Section) is null) return [];
        if (AuditableCrates.Read(subject.Elf) is not { } packages)
        {
            subject.Report(CryptoModuleDiagnostics.CrateListUnread, AuditableCrates.Section, "the list of crates is no compressed JSON of a size that is read: which cryptographic crates the program holds is unknown");
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
}
