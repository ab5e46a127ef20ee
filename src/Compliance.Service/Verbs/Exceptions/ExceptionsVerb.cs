using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Results;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Exceptions;

/// <summary><c>compliance exceptions list|check|due|sign</c>: waivers before an audit meets them.</summary>
internal static class ExceptionsVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        var verb = new Command("exceptions", "Waivers: lists, checks and signs them (compliance help exceptions)")
        {
            Build(context, "list", "Lists every waiver with its state on the day", _ => ExitCodes.Good),
            Build(context, "check", "Checks every waiver as an audit would, images aside (exit 1 when one would have no effect)",
                waivers => waivers.All(waiver => waiver.Problems.IsEmpty) ? ExitCodes.Good : ExitCodes.Bad),
            BuildDue(context),
            BuildSign(context, data),
        };
        return verb;
    }

    private static Command Build(CommandContext context, string name, string description, Func<ImmutableArray<WaiverResult>, int> exitCode)
    {
        var options = new WaiverFolderOptions();
        Option<bool> json = JsonOption.Create();
        var verb = new Command(name, description);
        options.AddTo(verb);
        verb.Add(json);
        verb.SetAction(parsed =>
        {
            var (waivers, _) = options.Review(parsed, context);
            Write(context.Terminal, waivers, parsed.GetValue(json));
            return exitCode(waivers);
        });
        return verb;
    }

    private static Command BuildDue(CommandContext context)
    {
        var options = new WaiverFolderOptions();
        Option<int> days = new("--days") { Description = "How far to look ahead", HelpName = "number", DefaultValueFactory = _ => 30 };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 36_500) result.AddError("--days is a number from 0 to 36500");
        });
        Option<bool> json = JsonOption.Create();
        var verb = new Command("due", "Lists approved waivers that have expired or will, or whose vendor has to be asked (exit 1 when there are any)") { days, json };
        options.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var (waivers, at) = options.Review(parsed, context);
            var last = at.UtcDateTime.AddDays(parsed.GetValue(days)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            ImmutableArray<WaiverResult> due = [.. waivers
                .Where(waiver => waiver.State is "ao-approved" or "expired" && string.CompareOrdinal(waiver.DueOn, last) <= 0)
                .OrderBy(waiver => waiver.DueOn, StringComparer.Ordinal).ThenBy(waiver => waiver.Id, StringComparer.Ordinal)];
            Write(context.Terminal, due, parsed.GetValue(json), $"none is due by {last}");
            return due.IsEmpty ? ExitCodes.Good : ExitCodes.Bad;
        });
        return verb;
    }

    private static Command BuildSign(CommandContext context, Option<string?> data)
    {
        Argument<string> file = new("waiver") { Description = "The waiver, as approved: what is signed must not be changed afterwards" };
        var key = new SigningKeyOptions(data);
        Option<bool> json = JsonOption.Create();
        var verb = new Command("sign", "Signs a waiver with its approver's key: <waiver>.p7s appears beside it") { file, json };
        key.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {path}");
            if (new FileInfo(path).Length > Limits.Default.MaxYamlBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{path} is too large for a waiver");
            var bytes = File.ReadAllBytes(path);
            var reading = Waiver.Read(bytes, path.Replace('\\', '/'), Limits.Default);
            if (!reading.TryGet(out _)) throw VerbFailure.Unreadable("the waiver", reading.Defects, "what it may say: compliance help exceptions");
            key.Sign(parsed, context, path, bytes, parsed.GetValue(json));
            return ExitCodes.Good;
        });
        return verb;
    }

    private static void Write(Terminal terminal, ImmutableArray<WaiverResult> waivers, bool json, string none = "no waivers")
    {
        if (json)
        {
            JsonOutput.Write(terminal.Output, writer =>
            {
                writer.WriteStartObject();
                WaiversJson.Write(writer, waivers);
                writer.WriteEndObject();
            });
            return;
        }

        if (waivers.IsEmpty)
        {
            terminal.Output.WriteLine(none);
            return;
        }

        var table = new Columns("waiver", "policy", "type", "state", "expires", "signature", "");
        foreach (var waiver in waivers)
        {
            table.Add(
                waiver.Problems.IsEmpty ? Tone.Plain : Tone.Open, waiver.Id.Length > 0 ? waiver.Id : waiver.Path, waiver.PolicyId, waiver.Type, waiver.State, waiver.Expires, waiver.Signature,
                waiver.Problems.IsEmpty ? waiver.NextCheckIn.Length > 0 ? $"ok, next check-in with the vendor until {waiver.NextCheckIn}" : "ok" : string.Join("; ", waiver.Problems.Select(problem => $"{problem.Message} ({problem.Code})")));
        }

        table.Write(terminal);
    }
}
