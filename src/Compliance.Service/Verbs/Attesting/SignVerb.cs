using System.CommandLine;
using Compliance.Evidence.Attesting;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Attesting;

/// <summary><c>compliance sign &lt;image&gt;</c>: signs an image as cosign does.</summary>
internal static class SignVerb
{
    public static Command Build(CommandContext context)
    {
        var attachment = new AttachmentOptions(context);
        var keys = new ImageKeyOptions();
        Option<string> repository = new("--repository") { Description = "Registry and repository that a --legacy signature names (default: the image's own, where it is in a registry)", HelpName = "name", DefaultValueFactory = _ => "" };
        var verb = new Command("sign", "Signs an image and attaches the signature beside it, as cosign does");
        attachment.AddTo(verb);
        keys.AddTo(verb);
        verb.Add(repository);
        var stamps = TimestampOption.Create();
        verb.Add(stamps);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var (target, images) = attachment.Open(parsed, cancellation);
            using var key = keys.Open(parsed);
            var attester = new ImageAttester(target, key, context.Clock.GetUtcNow(), TimestampOption.Open(parsed.GetValue(stamps)!, context.Clock));
            var made = new List<AttestedImage>();
            foreach (var image in images)
                made.Add(await attester.SignAsync(image, attachment.Form(parsed), parsed.GetValue(repository) is { Length: > 0 } named ? named : attachment.Repository(parsed), cancellation).ConfigureAwait(false));
            AttestedOutput.Write(context, key, made, attachment.IsDryRun(parsed), attachment.IsJson(parsed));
            return ExitCodes.Good;
        });
        return verb;
    }
}
