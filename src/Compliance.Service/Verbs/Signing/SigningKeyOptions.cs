using System.CommandLine;
using Compliance.Cryptography.Signing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Identity;
using Compliance.Service.Verbs.Attesting;

namespace Compliance.Service.Verbs.Signing;

/// <summary>
/// The options by which verbs that sign documents are given a key: a pair of PEM files, or a key in a token and its certificate. Without them the identity of the data directory signs, which is an
/// evaluator's and not a person's.
/// </summary>
internal sealed class SigningKeyOptions(Option<string?> data)
{
    private const int MaxBytes = 1 << 20;

    private readonly Option<string?> key = new("--key") { Description = "Private key (PKCS#8, PEM), or in a token: pkcs11:token=…;object=…?module-path=…; without it the identity of the data directory signs", HelpName = "pem|pkcs11:" };
    private readonly Option<string?> certificate = new("--certificate") { Description = "Certificate of the key, then those above it (PEM)", HelpName = "pem" };
    private readonly Option<string?> passphrase = new("--passphrase-file") { Description = "File whose text is the passphrase of the signing identity or key, or the token's PIN", HelpName = "file" };

    public void AddTo(Command verb)
    {
        verb.Add(key);
        verb.Add(certificate);
        verb.Add(passphrase);
    }

    /// <summary>Whether the caller brings a key.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(key) is not null;

    /// <summary>Writes the detached signature beside a file and says so.</summary>
    public void Sign(ParseResult parsed, CommandContext context, string file, ReadOnlyMemory<byte> content, bool json, bool quiet = false)
    {
        using var signer = Open(parsed, context);
        var target = $"{file}.p7s";
        WholeFile.Write(target, signer.SignDetached(content, DateTimeOffset.FromUnixTimeSeconds(context.Clock.GetUtcNow().ToUnixTimeSeconds())));
        if (quiet) return;
        if (json)
        {
            JsonOutput.Write(context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("file", file);
                writer.WriteString("signature", target);
                writer.WriteString("signer", signer.Subject);
                writer.WriteString("certificate", signer.CertificateFingerprint);
                writer.WriteEndObject();
            });
        }
        else
        {
            context.Terminal.Output.WriteLine($"signed  {target}  by {signer.Subject}");
        }
    }

    /// <summary>File with the passphrase of the data directory's identity, as named; null when none was, or when it holds the PIN of a token.</summary>
    public string? Passphrase(ParseResult parsed) => parsed.GetValue(key) is { } named && ImageKeyOptions.IsInToken(named) ? null : parsed.GetValue(passphrase);

    public SigningIdentity Open(ParseResult parsed, CommandContext context) => Open(parsed, context, SignerRole.Approver, out _);

    /// <param name="made">The identity of the data directory, made just now.</param>
    /// <exception cref="VerbFailure">The key can't be used.</exception>
    public SigningIdentity Open(ParseResult parsed, CommandContext context, SignerRole role, out bool made)
    {
        made = false;
        var (keyFile, certificateFile) = (parsed.GetValue(key), parsed.GetValue(certificate));
        if ((keyFile is null) != (certificateFile is null)) throw new VerbFailure(ExitCodes.Usage, "--key and --certificate go together", "the certificate says whose key it is");
        if (keyFile is null) return new IdentityFolder(DataDirectory.Resolve(parsed.GetValue(data), context.Environment)).OpenOrMake(parsed.GetValue(passphrase), context.Clock, out made);
        var (certificates, secret) = (Read(certificateFile!), IdentityFolder.ReadPassphrase(parsed.GetValue(passphrase)));
        var reading = ImageKeyOptions.IsInToken(keyFile)
            ? SigningIdentity.Open(role, certificates, ImageKeyOptions.OpenToken(keyFile, secret))
            : SigningIdentity.Open(role, certificates, Read(keyFile), secret);
        return reading.TryGet(out var identity) ? identity : throw VerbFailure.Unreadable("the signing key", reading.Defects, "what it has to be: compliance help keys");
    }

    private static byte[] Read(string file)
    {
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}");
        return new FileInfo(file).Length <= MaxBytes ? File.ReadAllBytes(file) : throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} is too large for PEM");
    }
}
