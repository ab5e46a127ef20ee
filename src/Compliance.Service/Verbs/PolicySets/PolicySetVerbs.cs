using System.CommandLine;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Assessing;
using Compliance.Formats.Reading;
using Compliance.Policy.Results;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.PolicySets;

/// <summary><c>compliance policy sign|verify-set</c>: a policies folder signed as a set.</summary>
internal static class PolicySetVerbs
{
    public static void AddTo(Command policy, CommandContext context, Option<string?> data)
    {
        policy.Add(BuildSign(context, data));
        policy.Add(BuildVerify(context));
    }

    private static Command BuildSign(CommandContext context, Option<string?> data)
    {
        Argument<string> folder = new("dir") { Description = "Policies folder: policies, profiles and catalogs are signed as one set" };
        var key = new SigningKeyOptions(data);
        Option<bool> json = JsonOption.Create();
        var verb = new Command("sign", "Signs a policies folder: policies.sha256 lists every file, policies.sig signs the list") { folder, json };
        key.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var path = parsed.GetValue(folder)!;
            var manifest = PolicySetEvidence.Manifest(PolicyFolder.Read(path));
            using var signer = key.Open(parsed, context);
            var signature = signer.SignDetached(manifest, DateTimeOffset.FromUnixTimeSeconds(context.Clock.GetUtcNow().ToUnixTimeSeconds()));
            WholeFile.Write(Path.Combine(path, PolicySetEvidence.ManifestName), manifest);
            WholeFile.Write(Path.Combine(path, PolicySetEvidence.SignatureName), signature);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(context.Terminal.Output, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("manifest", $"sha256:{Compliance.Cryptography.Hashing.Digests.Sha256(manifest).Hex}");
                    writer.WriteString("signer", signer.Subject);
                    writer.WriteString("certificate", signer.CertificateFingerprint);
                    writer.WriteEndObject();
                });
            }
            else
            {
                context.Terminal.Output.WriteLine($"signed  {Path.Combine(path, PolicySetEvidence.SignatureName)}  by {signer.Subject}");
            }

            return ExitCodes.Good;
        });
        return verb;
    }

    private static Command BuildVerify(CommandContext context)
    {
        Argument<string> folder = new("dir") { Description = "Policies folder" };
        Option<string?> trust = new("--trust") { Description = "Folder with trust.yaml: who may sign policies", HelpName = "dir" };
        Option<DateTimeOffset?> at = new("--at") { Description = "Date to judge by, RFC 3339 (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("verify-set", "Verifies the signature of a policies folder (exit 0 verified, 2 not signed or undecided, 65 broken)") { folder, trust, at, json };
        verb.SetAction(parsed =>
        {
            var limits = Limits.Default;
            var path = parsed.GetValue(folder)!;
            var files = PolicyFolder.Read(path);
            var given = CallerFiles.ReadTrust(parsed.GetValue(trust), limits);
            var trusted = given is { } keys ? TrustPolicies.Read(keys.Select(file => new TrustFile(file.Path, file.Bytes)), "trust", limits).Required() : null;
            var signature = PolicySetFolder.Read(path, files, limits) is { } set
                ? PolicySetEvidence.Judge(PolicySetFolder.Documents(set), files, whole: true, trusted, parsed.GetValue(at) ?? context.Clock.GetUtcNow(), limits)
                : null;
            if (signature is { IsBroken: true }) throw PolicySetFolder.Broken(signature.Detail);
            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => Write(writer, signature, files.Length));
            else context.Terminal.Output.WriteLine($"{signature?.Words ?? "policies not signed"}  {files.Length} files");
            return signature is { Standing: "verified" } ? ExitCodes.Good : ExitCodes.Open;
        });
        return verb;
    }

    private static void Write(System.Text.Json.Utf8JsonWriter writer, PolicySetSignature? signature, int files)
    {
        writer.WriteStartObject();
        writer.WriteString("standing", signature?.Standing ?? "absent");
        writer.WriteString("signer", signature?.Signer ?? "");
        writer.WriteString("manifest", signature?.Manifest ?? "");
        writer.WriteString("detail", signature?.Detail ?? "");
        writer.WriteNumber("files", files);
        writer.WriteEndObject();
    }
}
