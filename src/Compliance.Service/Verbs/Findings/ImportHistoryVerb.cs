using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Journal;
using Compliance.Service.CommandLine;
using Compliance.Service.Findings;

namespace Compliance.Service.Verbs.Findings;

/// <summary><c>compliance vulns import-history</c>: earlier detections from POA&amp;Ms, scans, packages and histories, so that onboarding resets no clock.</summary>
internal static class ImportHistoryVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Argument<string[]> files = new("files") { Description = "POA&M (.xlsx, .csv; a name with 'closed' holds closed items), earlier evidence packages (.asice), scans by other tools and detection histories (.json)", Arity = ArgumentArity.OneOrMore };
        Option<DateTimeOffset?> dated = new("--dated") { Description = "As of when the POA&M speaks (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };
        Option<string?> asset = new("--asset") { Description = "The class of images that packages and scans are of", HelpName = "name" };
        Option<bool> dryRun = new("--dry-run") { Description = "Say what would be recorded, and record nothing" };
        var options = new FindingOptions(data);
        var verb = new Command("import-history", "Takes earlier detections into the record: ids and cells are kept, no clock starts anew") { files, dated, asset, dryRun };
        options.AddTo(verb, withTime: false);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var (system, now) = (options.System(parsed, context), FindingOptions.Now(context));
            if (parsed.GetValue(dated) is { } future && future > now) throw new VerbFailure(ExitCodes.Usage, "--dated lies in the future", "a file can't speak of a time that has not come", [new Defect(FindingCodes.InFuture, new Locator("--dated"), FindingTime.ToText(future))]);
            var read = parsed.GetValue(files)!.Select(file => HistoryFiles.Read(file, parsed.GetValue(dated), parsed.GetValue(asset), now, Limits.Default)).ToList();
            ImmutableArray<JournalEntry> entries = [.. read.SelectMany(one => one.Entries).OrderBy(entry => entry.At)];
            Refuse(entries, now);
            var keeper = options.Keeper(parsed, context);
            var before = await keeper.ReadAsync(system.Id, cancellationToken).ConfigureAwait(false);
            ImmutableArray<JournalEntry> New(IEnumerable<JournalEntry> known) => [.. entries.Where(entry => !known.OfType<ImportedEntry>().Any(one => entry is ImportedEntry imported && one.Sha256 == imported.Sha256 && one.Source == imported.Source))];
            var after = parsed.GetValue(dryRun)
                ? before.With(New(before.Entries), Limits.Default)
                : (await keeper.AppendAsync(system.Id, journal => New(journal.Entries), cancellationToken).ConfigureAwait(false)).Journal;
            var notes = read.SelectMany(one => one.Notes).ToImmutableArray();
            Report(context, parsed.GetValue(options.Json), parsed.GetValue(dryRun), ImportOutcome.Of(before, after, entries, now), notes);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static void Refuse(ImmutableArray<JournalEntry> entries, DateTimeOffset now)
    {
        var future = entries.Where(entry => entry.At > now).OfType<ImportedEntry>().Select(entry => new Defect(FindingCodes.InFuture, new Locator(entry.Name), $"is of {FindingTime.ToText(entry.At)}, and this machine's clock says {FindingTime.ToText(now)}")).ToList();
        if (future.Count > 0) throw new VerbFailure(ExitCodes.UnreadableInput, "a file comes from the future", "set the clocks right", future);
    }

    private static void Report(CommandContext context, bool json, bool dry, ImportOutcome outcome, ImmutableArray<Defect> notes)
    {
        if (json)
        {
            JsonOutput.Write(context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("dryRun", dry);
                writer.WriteNumber("files", outcome.Files);
                writer.WriteNumber("alreadyImported", outcome.Known);
                writer.WriteNumber("findings", outcome.Findings);
                writer.WriteNumber("new", outcome.New);
                writer.WriteNumber("earlier", outcome.Earlier);
                writer.WriteNumber("undated", outcome.Undated);
                writer.WriteStartArray("notes");
                foreach (var note in notes) writer.WriteStringValue(note.ToString());
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return;
        }

        FindingOptions.Tell(context, notes);
        var output = context.Terminal.Output;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(dry ? "would take" : "took")}  {outcome.Files} files{(outcome.Known > 0 ? $", {outcome.Known} of them known already" : "")}: {outcome.Findings} findings in the record, {outcome.New} of them new"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"clocks  {outcome.Earlier} detections are earlier now, none is later; {outcome.Undated} are not known"));
    }
}
