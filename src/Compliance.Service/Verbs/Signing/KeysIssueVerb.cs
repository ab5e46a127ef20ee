using System.CommandLine;
using Compliance.Cryptography.Signing;
using Compliance.Service.CommandLine;
using Compliance.Service.Identity;

namespace Compliance.Service.Verbs.Signing;

/// <summary><c>compliance keys issue</c>: a self-issued identity of a person, for evaluation, in a folder of its own.</summary>
internal static class KeysIssueVerb
{
    public static Command Build(CommandContext context)
    {
        Option<string> name = new("--name") { Description = "Who it is for; becomes part of the certificate", HelpName = "text", Required = true };
        Option<string> target = new("--out") { Description = "Folder to make", HelpName = "dir", Required = true };
        var passphrase = PassphraseOption.Create();
        Option<bool> json = JsonOption.Create();
        var verb = new Command("issue", "Makes an approver's identity, self-issued, for evaluation: key.pem, certificates.pem, and certificate.pem for trust.yaml") { name, target, passphrase, json };
        verb.SetAction(parsed =>
        {
            var folder = parsed.GetValue(target)!;
            if (Directory.Exists(folder)) throw new VerbFailure(ExitCodes.Usage, $"{folder} is there already", "keys are never overwritten: name another folder");
            IdentityFiles files;
            try
            {
                files = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Approver, parsed.GetValue(name)!, context.Clock.GetUtcNow()), IdentityFolder.ReadPassphrase(parsed.GetValue(passphrase)), PlatformRandom.Fill);
            }
            catch (ArgumentException unusable)
            {
                throw new VerbFailure(ExitCodes.Usage, unusable.Message);
            }

            IdentityFolder.Write(folder, files);
            var certificate = Path.Combine(folder, "certificate.pem");
            WholeFile.Write(certificate, files.Certificates.AsSpan()[..^files.Anchor.Length]);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(context.Terminal.Output, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("folder", folder);
                    writer.WriteString("certificate", certificate);
                    writer.WriteEndObject();
                });
            }
            else
            {
                context.Terminal.Output.WriteLine($"made  {folder}  self-issued, for evaluation; the certificate for trust.yaml: {certificate}");
            }

            return ExitCodes.Good;
        });
        return verb;
    }
}
