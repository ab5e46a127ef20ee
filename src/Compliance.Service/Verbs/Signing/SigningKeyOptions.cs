using System.CommandLine;
using Compliance.Cryptography.Signing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Identity;

namespace Compliance.Service.Verbs.Signing;

/// <summary>
/// The options by which verbs that sign documents are given a key: a pair of PEM files. Without them the identity of the data directory signs, which is an
/// evaluator's and not a person's.
/// </summary>
internal sealed class SigningKeyOptions(Option<string?> data)
{
    private const int MaxBytes = 1 << 20;

    private readonly Option<string?> key = new("--key") { Description = "Private key (PKCS#8, PEM); without it the identity of the data directory signs", HelpName = "pem" };
    private readonly Option<string?> certificate = new("--certificate") { Description = "Certificate of the key, then those above it (PEM)", HelpName = "pem" };
    private readonly Option<string?> passphrase = PassphraseOption.Create();

    public void AddTo(Command verb)
    {
        verb.Add(key);
        verb.Add(certificate);
        verb.Add(passphrase);
    }

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

    /// <summary>File with the passphrase, as named; null when none was.</summary>
    public string? Passphrase(ParseResult parsed) => parsed.GetValue(passphrase);

    public SigningIdentity Open(ParseResult parsed, CommandContext context)
    {
        var (keyFile, certificateFile) = (parsed.GetValue(key), parsed.GetValue(certificate));
        if ((keyFile is null) != (certificateFile is null)) throw new VerbFailure(ExitCodes.Usage, "--key and --certificate go together", "the certificate says whose key it is");
        if (keyFile is null) return new IdentityFolder(DataDirectory.Resolve(parsed.GetValue(data), context.Environment)).OpenOrMake(parsed.GetValue(passphrase), context.Clock, out _);
        var reading = SigningIdentity.Open(SignerRole.Approver, Read(certificateFile!), Read(keyFile), IdentityFolder.ReadPassphrase(parsed.GetValue(passphrase)));
        return reading.TryGet(out var identity) ? identity : throw VerbFailure.Unreadable("the signing key", reading.Defects, "what it has to be: compliance help keys");
    }

    private static byte[] Read(string file)
    {
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}");
        return new FileInfo(file).Length <= MaxBytes ? File.ReadAllBytes(file) : throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} is too large for PEM");
    }
}
