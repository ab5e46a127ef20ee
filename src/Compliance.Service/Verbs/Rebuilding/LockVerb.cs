using System.CommandLine;
using Compliance.Formats.Packages.Apko.Locks;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Locking;
using Compliance.Pipeline.Statements;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary><c>compliance rebuild lock</c>: pins what an image gets, so that it is composed from the same bytes years later.</summary>
internal static class LockVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        var input = new RebuildInput(data);
        var keys = new SigningKeyOptions(data);
        Option<string> target = new("--out") { Description = "File for the lock", HelpName = "file", Required = true };
        Option<bool> first = new("--v1") { Description = "Write apko's lock of version 1 (SHA-1, unsigned) instead of a signed one" };
        Option<string?> policies = new("--policies") { Description = "Policies folder whose digest the lock names (default: the one beside the program)", HelpName = "dir" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("lock", "Pins packages, indexes, time and versions of data by SHA-256 in a signed lock") { target, first, policies, json };
        input.AddTo(verb, takesLock: false);
        keys.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var request = input.Read(parsed, context);
            var reading = ImageComposer.Compose(request);
            if (!reading.TryGet(out var composition)) throw input.Failed(parsed, context, request, "the packages can't be locked", reading.Defects);
            var place = parsed.GetValue(policies) ?? Path.Combine(context.ProgramDirectory, "policies");
            var said = input.Pinned(parsed, request, PolicyFolder.Read(place));
            var isFirst = parsed.GetValue(first);
            if (isFirst)
            {
                WholeFile.Write(parsed.GetValue(target)!, ApkoLockWriter.Write(ApkoLockMaker.Make(request, composition, said)));
            }
            else
            {
                using var signer = keys.Open(parsed, context);
                WholeFile.Write(parsed.GetValue(target)!, Attachment.Envelope(LockStatement.Write(composition, request.Configuration, said), signer));
            }

            var count = composition.Images.Sum(image => image.Packages.Length);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(context.Terminal.Output, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("lock", parsed.GetValue(target));
                    writer.WriteString("version", isFirst ? "v1" : "v2");
                    writer.WriteNumber("packages", count);
                    writer.WriteString("image", composition.IndexDigest.ToString());
                    writer.WriteEndObject();
                });
            }
            else
            {
                context.Terminal.Output.WriteLine($"locked    {parsed.GetValue(target)}  {count} packages  {(isFirst ? "version 1, unsigned" : "version 2, signed")}");
            }

            return ExitCodes.Good;
        });
        return verb;
    }
}
