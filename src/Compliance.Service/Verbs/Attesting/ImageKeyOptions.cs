using System.CommandLine;
using Compliance.Cryptography.Signing;
using Compliance.Service.CommandLine;
using Compliance.Service.Identity;

namespace Compliance.Service.Verbs.Attesting;

/// <summary>The options by which verbs that sign images are given a key. There is no default: the identity that seals packages never signs images.</summary>
internal sealed class ImageKeyOptions
{
    private const int MaxBytes = 64 << 10;

    private readonly Option<string> key = new("--key") { Description = "Private key: ECDSA P-256 or P-384, or RSA of at least 3072 bits (PKCS#8, PEM, may be encrypted)", HelpName = "pem", Required = true };
    private readonly Option<string?> passphrase = new("--passphrase-file") { Description = "File whose text is the key's passphrase", HelpName = "file" };

    public void AddTo(Command verb)
    {
        verb.Add(key);
        verb.Add(passphrase);
    }

    /// <exception cref="VerbFailure">The key can't be used.</exception>
    public PemSigningKey Open(ParseResult parsed)
    {
        var file = parsed.GetValue(key)!;
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}");
        if (new FileInfo(file).Length > MaxBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} is too large for a key");
        var reading = PemSigningKey.Read(File.ReadAllBytes(file), IdentityFolder.ReadPassphrase(parsed.GetValue(passphrase)));
        return reading.TryGet(out var opened) ? opened : throw VerbFailure.Unreadable(file, reading.Defects, "which keys sign: compliance help signing");
    }
}
