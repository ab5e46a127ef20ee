using System.CommandLine;
using Compliance.Evidence.Attesting;
using Compliance.Formats.Reading;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Attesting;

/// <summary><c>compliance attest &lt;image&gt; --type … &lt;file&gt;</c>: makes a signed statement about an image.</summary>
internal static class AttestVerb
{
    public static Command Build(CommandContext context)
    {
        var attachment = new AttachmentOptions();
        var keys = new ImageKeyOptions();
        Argument<string> file = new("predicate") { Description = "The document that the statement makes about the image (JSON; any text for custom)" };
        Option<string> type = new("--type") { Description = $"{string.Join(", ", PredicateFile.Kinds)}, or the predicate type's URI", HelpName = "kind", Required = true };
        var verb = new Command("attest", "Attaches a signed statement to an image, as cosign does");
        attachment.AddTo(verb);
        verb.Add(file);
        verb.Add(type);
        keys.AddTo(verb);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var predicate = Read(parsed.GetValue(file)!, parsed.GetValue(type)!, context.Clock.GetUtcNow());
            var (target, images) = attachment.Open(parsed, cancellation);
            using var key = keys.Open(parsed);
            var attester = new ImageAttester(target, key, context.Clock.GetUtcNow());
            var made = new List<AttestedImage>();
            foreach (var image in images)
                made.Add(await attester.AttestAsync(image, predicate.PredicateType, predicate.Predicate, attachment.Form(parsed), cancellation).ConfigureAwait(false));
            AttestedOutput.Write(context, key, made, attachment.IsDryRun(parsed), attachment.IsJson(parsed));
            return ExitCodes.Good;
        });
        return verb;
    }

    private static PredicateFile Read(string file, string kind, DateTimeOffset at)
    {
        if (!PredicateFile.IsKind(kind)) throw new VerbFailure(ExitCodes.Usage, $"--type is '{kind}'", $"there are {string.Join(", ", PredicateFile.Kinds)}, and predicate types as https URIs");
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}");
        if (new FileInfo(file).Length > Limits.Default.MaxDocumentBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} is too large for a predicate");
        var reading = PredicateFile.Read(kind, File.ReadAllBytes(file), file, at, Limits.Default);
        return reading.TryGet(out var predicate) ? predicate : throw VerbFailure.Unreadable($"{file} as {kind}", reading.Defects, "a wrong statement stays believable once it is signed: nothing was signed");
    }
}
