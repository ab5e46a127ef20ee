using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Compliance.Evidence.Findings;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Poam;
using Compliance.Reporting.Workbooks;
using Compliance.Service.CommandLine;
using Compliance.Service.Findings;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Findings;

/// <summary><c>compliance vulns poam</c>: last month's POA&amp;M in, this month's out.</summary>
internal static class PoamVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Option<string[]> previous = new("--previous") { Description = "Last month's POA&M, as it came back from people (.xlsx, .csv; may be repeated)", HelpName = "file", DefaultValueFactory = _ => [] };
        Option<string?> target = new("--out") { Description = "This month's POA&M (.xlsx)", HelpName = "file" };
        Option<string?> csv = new("--csv") { Description = "Folder for poam-open.csv and poam-closed.csv", HelpName = "dir" };
        Option<string?> template = new("--template") { Description = "Workbook to fill instead of the built-in one, such as FedRAMP's own", HelpName = "xlsx" };
        Option<bool> dryRun = new("--dry-run") { Description = "Reconcile and say what would change, and write nothing" };
        var options = new FindingOptions(data);
        var verb = new Command("poam", "Rolls the POA&M forward: hand-written cells stay, closed rows move with their proof, counts reconcile (exit 1 when they don't)") { previous, target, csv, template, dryRun };
        options.AddTo(verb);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var (system, asOf, now, dry) = (options.System(parsed, context), options.AsOf(parsed, context), FindingOptions.Now(context), parsed.GetValue(dryRun));
            if (!dry && parsed.GetValue(target) is null && parsed.GetValue(csv) is null) throw new VerbFailure(ExitCodes.Usage, "nothing to write", "name a file with --out, a folder with --csv, or look only with --dry-run");
            if (asOf > now) throw new VerbFailure(ExitCodes.Usage, "--as-of lies in the future", "a POA&M can't speak of a time that has not come");
            var (book, taken, notes) = Previous(parsed.GetValue(previous)!, asOf, now);
            var keeper = options.Keeper(parsed, context);
            var journal = await keeper.ReadAsync(system.Id, cancellationToken).ConfigureAwait(false);
            var month = Month(journal.With(New(taken, journal), Limits.Default), system, asOf, book);
            ImmutableArray<(string Path, byte[] Bytes)> files = dry ? [] : [.. Files(parsed.GetValue(target), parsed.GetValue(csv), parsed.GetValue(template), month, system, asOf)];
            foreach (var (path, bytes) in files) WriteFile(path, bytes);
            if (!dry) await keeper.AppendAsync(system.Id, known => [.. New(taken, known), Published(month, parsed.GetValue(target) ?? parsed.GetValue(csv)!, asOf, now)], cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(options.Json)) PoamText.WriteJson(context.Terminal.Output, month, [.. notes, .. month.Notes], dry);
            else PoamText.Write(context, month, [.. notes, .. month.Notes], files.Select(file => file.Path));
            return month.Totals.Reconciles ? ExitCodes.Good : ExitCodes.Bad;
        });
        return verb;
    }

    public static PoamResult Month(FindingJournal journal, FindingSystem system, DateTimeOffset asOf, PoamBook? previous) =>
        PoamRoll.Forward(previous, journal.RecordAt(asOf), new PoamSettings(asOf, system.Times, system.Contact, system.ServiceOf), Limits.Default);

    private static (PoamBook? Book, ImmutableArray<JournalEntry> Entries, ImmutableArray<Defect> Notes) Previous(string[] files, DateTimeOffset asOf, DateTimeOffset now)
    {
        PoamBook? book = null;
        var (entries, notes) = (ImmutableArray.CreateBuilder<JournalEntry>(), ImmutableArray.CreateBuilder<Defect>());
        foreach (var file in files)
        {
            var (read, told) = HistoryFiles.Read(file, asOf, null, now, Limits.Default);
            if (read is not [ImportedEntry { Source: ImportedEntry.Poam }]) throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} is no POA&M", "other history: compliance vulns import-history");
            entries.AddRange(read);
            notes.AddRange(told);
            var again = PoamReader.Read(File.ReadAllBytes(file), Path.GetFileName(file), Limits.Default).Required();
            book = book is null ? again : book.With(again);
        }

        return (book, entries.ToImmutable(), notes.ToImmutable());
    }

    private static ImmutableArray<JournalEntry> New(ImmutableArray<JournalEntry> taken, FindingJournal journal) =>
        [.. taken.OfType<ImportedEntry>().Where(entry => journal.Entries.OfType<ImportedEntry>().LastOrDefault(one => one.Source == ImportedEntry.Poam)?.Sha256 != entry.Sha256)];

    private static PublishedEntry Published(PoamResult month, string name, DateTimeOffset asOf, DateTimeOffset now) => new()
    {
        At = asOf,
        RecordedAt = now,
        Name = Path.GetFileName(name),
        Sha256 = Compliance.Cryptography.Hashing.Digests.Sha256(PoamCsv.Write([.. month.Book.Open, .. month.Book.Closed], month.Book.Columns)).Hex,
        Rows = month.Rows,
    };

    private static IEnumerable<(string Path, byte[] Bytes)> Files(string? target, string? csv, string? template, PoamResult month, FindingSystem system, DateTimeOffset asOf)
    {
        if (csv is not null)
        {
            yield return (Path.Combine(csv, "poam-open.csv"), PoamCsv.Write(month.Book.Open, month.Book.Columns));
            yield return (Path.Combine(csv, "poam-closed.csv"), PoamCsv.Write(month.Book.Closed, month.Book.Columns));
        }

        if (target is null) yield break;
        if (template is null)
        {
            yield return (target, PoamWorkbook.Write(month.Book, month.Totals, system.Document.Title, FindingTime.Day(asOf)));
            yield break;
        }

        if (!File.Exists(template)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {template}");
        var filled = PoamTemplate.Fill(File.ReadAllBytes(template), Path.GetFileName(template), month.Book, Limits.Default);
        yield return filled.TryGet(out var bytes) ? (target, bytes) : throw VerbFailure.Unreadable("the template", filled.Defects);
    }

    private static void WriteFile(string path, byte[] bytes)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        WholeFile.Write(path, bytes);
    }
}
