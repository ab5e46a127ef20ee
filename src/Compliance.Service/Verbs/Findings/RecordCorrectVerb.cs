using System.CommandLine;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Findings;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Findings;

/// <summary><c>compliance vulns record correct</c>: a later detection than the evidence shows, for a signed reason.</summary>
internal static class RecordCorrectVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Argument<string> file = new("correction") { Description = "YAML with system, finding, detectedAt and reason; its signature lies beside it as <file>.p7s" };
        Option<string?> trust = new("--trust") { Description = "Folder with trust.yaml: who may approve waivers may correct dates", HelpName = "dir" };
        Option<bool> sign = new("--sign") { Description = "Sign it first, with --key or the identity of the data directory" };
        Option<bool> dryRun = new("--dry-run") { Description = "Judge it, and record nothing" };
        var options = new FindingOptions(data);
        var key = new SigningKeyOptions(data);
        var verb = new Command("correct", "Sets a later detection date, which needs a signed reason") { file, trust, sign, dryRun };
        options.AddTo(verb, withTime: false);
        key.AddTo(verb);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var (limits, now, path, system) = (Limits.Default, FindingOptions.Now(context), parsed.GetValue(file)!, options.System(parsed, context));
            var document = Read(path, limits.MaxYamlBytes);
            var reading = DateCorrection.Read(document, path, limits);
            if (!reading.TryGet(out _)) throw VerbFailure.Unreadable("the correction", reading.Defects, "what it may say: compliance help record");
            if (parsed.GetValue(sign)) key.Sign(parsed, context, path, document, json: false, quiet: parsed.GetValue(options.Json));
            var signed = new SignedCorrection(document, Read($"{path}.p7s", 1 << 20));
            var keys = CallerFiles.ReadTrust(parsed.GetValue(trust), limits) is { } files ? TrustPolicies.Read(files.Select(one => new TrustFile(one.Path, one.Bytes)), "trust", limits).Required() : null;
            var judged = CorrectionEvidence.Judge(signed, system.Id, keys, now, limits);
            if (!judged.TryGet(out var good)) throw new VerbFailure(ExitCodes.Bad, "the correction does not count", "a later date needs the signature of someone whom trust.yaml lets approve waivers", judged.Defects);
            var keeper = options.Keeper(parsed, context);
            var entry = CorrectionEvidence.EntryFor(await keeper.ReadAsync(system.Id, cancellationToken).ConfigureAwait(false), signed, good.Correction, good.Signer, now);
            if (!entry.TryGet(out var corrected)) throw new VerbFailure(ExitCodes.Bad, "the correction does not count", "see the evidence: compliance vulns record --finding <id>", entry.Defects);
            if (!parsed.GetValue(dryRun)) await keeper.AppendAsync(system.Id, _ => [corrected], cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(options.Json))
            {
                JsonOutput.Write(context.Terminal.Output, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteBoolean("dryRun", parsed.GetValue(dryRun));
                    writer.WriteString("id", corrected.Id);
                    writer.WriteString("detectedAt", FindingTime.ToText(corrected.DetectedAt));
                    writer.WriteString("signedBy", corrected.SignedBy);
                    writer.WriteEndObject();
                });
            }
            else
            {
                context.Terminal.Output.WriteLine($"{(parsed.GetValue(dryRun) ? "would correct" : "corrected")}  {Terminal.Visible(corrected.Id)} to {FindingTime.ToText(corrected.DetectedAt)}, signed by {Terminal.Visible(corrected.SignedBy)}");
            }

            return ExitCodes.Good;
        });
        return verb;
    }

    private static byte[] Read(string path, long most)
    {
        if (!File.Exists(path)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {path}", "a correction has its signature beside it: <file>.p7s (--sign makes it)");
        return new FileInfo(path).Length <= most ? File.ReadAllBytes(path) : throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} is larger than is read");
    }
}
