using System.CommandLine;
using Compliance.Cryptography.Signing;
using Compliance.Cryptography.Signing.Tokens;
using Compliance.Service.CommandLine;
using Compliance.Service.Identity;

namespace Compliance.Service.Verbs.Attesting;

/// <summary>The options by which verbs that sign images are given a key. There is no default: the identity that seals packages never signs images.</summary>
internal sealed class ImageKeyOptions
{
    private const int MaxBytes = 64 << 10;

    private readonly Option<string> key = new("--key") { Description = "Private key: ECDSA P-256 or P-384, or RSA of at least 3072 bits, as PKCS#8 in PEM (may be encrypted), or in a token: pkcs11:token=…;object=…?module-path=…", HelpName = "pem|pkcs11:", Required = true };
    private readonly Option<string?> passphrase = new("--passphrase-file") { Description = "File whose text is the key's passphrase, or the token's PIN", HelpName = "file" };

    public void AddTo(Command verb)
    {
        verb.Add(key);
        verb.Add(passphrase);
    }

    /// <exception cref="VerbFailure">The key can't be used.</exception>
    public ISigningKey Open(ParseResult parsed)
    {
        var named = parsed.GetValue(key)!;
        var secret = IdentityFolder.ReadPassphrase(parsed.GetValue(passphrase));
        return IsInToken(named) ? OpenToken(named, secret) : OpenFile(named, secret);
    }

    /// <summary>Whether a key is named by where it is in a token.</summary>
    public static bool IsInToken(string named) => named.StartsWith(TokenUri.Scheme, StringComparison.Ordinal);

    /// <exception cref="VerbFailure">The key can't be used.</exception>
    public static TokenSigningKey OpenToken(string named, string pin)
    {
        var uri = TokenUri.Parse(named);
        if (!uri.TryGet(out var token)) throw VerbFailure.Unreadable("the name of the key", uri.Defects, "keys in tokens: compliance help signing");
        var reading = TokenSigningKey.Open(token, pin);
        return reading.TryGet(out var opened) ? opened : throw VerbFailure.Unreadable("the key in the token", reading.Defects, "keys in tokens: compliance help signing");
    }

    private static PemSigningKey OpenFile(string file, string secret)
    {
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}");
        if (new FileInfo(file).Length > MaxBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} is too large for a key");
        var reading = PemSigningKey.Read(File.ReadAllBytes(file), secret);
        return reading.TryGet(out var opened) ? opened : throw VerbFailure.Unreadable(file, reading.Defects, "which keys sign: compliance help signing");
    }
}
