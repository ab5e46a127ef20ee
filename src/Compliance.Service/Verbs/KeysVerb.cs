using System.CommandLine;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Identity;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs;

/// <summary><c>compliance keys show|export</c>: the identity that seals packages, and the anchor that an assessor needs.</summary>
internal static class KeysVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        var verb = new Command("keys", "The identity that seals evidence packages");
        verb.Add(BuildShow(context, data));
        verb.Add(BuildExport(context, data));
        verb.Add(KeysIssueVerb.Build(context));
        return verb;
    }

    private static Command BuildShow(CommandContext context, Option<string?> data)
    {
        var passphrase = PassphraseOption.Create();
        Option<bool> json = JsonOption.Create();
        var show = new Command("show", "Prints who seals packages; makes the identity at first use") { passphrase, json };
        show.SetAction(parsed =>
        {
            var folder = new IdentityFolder(DataDirectory.Resolve(parsed.GetValue(data), context.Environment));
            using var identity = folder.OpenOrMake(parsed.GetValue(passphrase), context.Clock, out var made);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(context.Terminal.Output, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("subject", identity.Subject);
                    writer.WriteString("algorithm", identity.Algorithm.Name);
                    writer.WriteString("certificate", identity.CertificateFingerprint);
                    writer.WriteString("anchor", identity.AnchorFingerprint);
                    writer.WriteBoolean("selfIssued", identity.IsSelfIssued);
                    writer.WriteString("anchorPath", folder.AnchorPath);
                    writer.WriteEndObject();
                });
                return ExitCodes.Good;
            }

            var output = context.Terminal.Output;
            if (made) output.WriteLine("made a new identity, self-issued, for evaluation");
            output.WriteLine($"signer       {identity.Subject}");
            output.WriteLine($"algorithm    {identity.Algorithm.Name}");
            output.WriteLine($"certificate  {identity.CertificateFingerprint}");
            output.WriteLine($"anchor       {identity.AnchorFingerprint}");
            output.WriteLine($"anchor file  {folder.AnchorPath}    give it to assessors: compliance keys export --out <file>");
            return ExitCodes.Good;
        });
        return show;
    }

    private static Command BuildExport(CommandContext context, Option<string?> data)
    {
        var passphrase = PassphraseOption.Create();
        Option<string> target = new("--out") { Description = "File for the anchor (a certificate in PEM)", HelpName = "file", Required = true };
        Option<bool> json = JsonOption.Create();
        var export = new Command("export", "Writes the anchor that an assessor gives to verify --trust-anchor") { target, passphrase, json };
        export.SetAction(parsed =>
        {
            var folder = new IdentityFolder(DataDirectory.Resolve(parsed.GetValue(data), context.Environment));
            using var identity = folder.OpenOrMake(parsed.GetValue(passphrase), context.Clock, out _);
            var file = parsed.GetValue(target)!;
            WholeFile.Write(file, identity.AnchorPem.Span);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(context.Terminal.Output, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("file", file);
                    writer.WriteString("anchor", identity.AnchorFingerprint);
                    writer.WriteEndObject();
                });
            }
            else
            {
                context.Terminal.Output.WriteLine($"anchor  {file}  {identity.AnchorFingerprint}");
                context.Terminal.Output.WriteLine("hand it over by another way than the packages, and let the receiver compare the fingerprint");
            }

            return ExitCodes.Good;
        });
        return export;
    }
}
