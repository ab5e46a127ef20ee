using System.CommandLine;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings.Deltas;
using Compliance.Policy.Findings.Journal;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Findings;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Findings;

/// <summary><c>compliance vulns delta</c>: closed, opened and carried between two packages, or two times of a record, with the cause.</summary>
internal static class DeltaVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Argument<string[]> packages = new("packages") { Description = "Evidence package before and after; none with --from and --system", Arity = new ArgumentArity(0, 2) };
        Option<string?> system = new("--system") { Description = "System file: compares two times of its record", HelpName = "file" };
        Option<DateTimeOffset?> from = new("--from") { Description = "The earlier time of the record", HelpName = "time", CustomParser = TimeArgument.Parse };
        Option<DateTimeOffset?> to = new("--to") { Description = "The later time (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("delta", "Says what closed, opened and was carried between two images or two times, and why (exit 2 when a side could not see everything)") { packages, system, from, to, json };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var now = FindingOptions.Now(context);
            var delta = (parsed.GetValue(packages), parsed.GetValue(system), parsed.GetValue(from)) switch
            {
                ([var before, var after], null, null) => Packages(before, after, now),
                ([], { } file, { } start) => await RecordAsync(context, DataDirectory.Resolve(parsed.GetValue(data), context.Environment), file, start, parsed.GetValue(to) ?? now, cancellationToken).ConfigureAwait(false),
                _ => throw new VerbFailure(ExitCodes.Usage, "two packages are compared, or two times of a record", "compliance vulns delta before.asice after.asice, or --system <file> --from <time>"),
            };
            if (parsed.GetValue(json)) WriteJson(context.Terminal.Output, delta);
            else Write(context.Terminal, delta);
            return delta.IsWhole ? ExitCodes.Good : ExitCodes.Open;
        });
        return verb;
    }

    private static FindingDelta Packages(string before, string after, DateTimeOffset now)
    {
        var (old, fresh) = (PackageLook.Read(before, null, now, Limits.Default), PackageLook.Read(after, null, now, Limits.Default));
        if (old.Facts is not [var was] || fresh.Facts is not [var isNow]) throw new VerbFailure(ExitCodes.Usage, "a package holds several images, and the comparison is of one with one", "audit one platform, by its digest");
        var feeds = ((string[])[.. Feeds(old)]).SequenceEqual(Feeds(fresh), StringComparer.Ordinal);
        return FindingDelta.Between(was, isNow, !feeds);

        IEnumerable<string> Feeds(AuditObservations one) => one.Entries([], now, Limits.Default).OfType<ObservedEntry>().First().Feeds;
    }

    private static async Task<FindingDelta> RecordAsync(CommandContext context, string folder, string system, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (from >= to) throw new VerbFailure(ExitCodes.Usage, "--from is not before --to");
        var named = FindingSystem.Read(system, Path.Combine(context.ProgramDirectory, "policies"), Limits.Default);
        var journal = await RecordKeeper.Open(folder, Limits.Default).ReadAsync(named.Id, cancellationToken).ConfigureAwait(false);
        return FindingDelta.Between(journal.RecordAt(from), journal.RecordAt(to));
    }

    private static void Write(Terminal terminal, FindingDelta delta)
    {
        var table = new Columns("", "finding", "package", "severity", "before", "after", "cause");
        foreach (var item in delta.Items.Where(item => item.Change != DeltaChange.Carried || item.Cause.Length > 0))
            table.Add(item.Change == DeltaChange.Closed ? Tone.Good : item.Change == DeltaChange.Opened ? Tone.Bad : Tone.Plain, item.Change.ToString().ToLowerInvariant(), item.Id, item.Package, item.Severity, item.Before, item.After, item.Cause);
        if (table.Count > 0) table.Write(terminal);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"delta  {delta.Count(DeltaChange.Closed)} closed, {delta.Count(DeltaChange.Opened)} opened, {delta.Count(DeltaChange.Carried)} carried"));
        if (!delta.IsWhole) terminal.Output.WriteLine("delta  not every package could be looked up on both sides: what is not found may be there all the same");
    }

    private static void WriteJson(TextWriter output, FindingDelta delta) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("whole", delta.IsWhole);
        writer.WriteNumber("closed", delta.Count(DeltaChange.Closed));
        writer.WriteNumber("opened", delta.Count(DeltaChange.Opened));
        writer.WriteNumber("carried", delta.Count(DeltaChange.Carried));
        writer.WriteStartArray("items");
        foreach (var item in delta.Items)
        {
            writer.WriteStartObject();
            writer.WriteString("change", item.Change.ToString().ToLowerInvariant());
            writer.WriteString("id", item.Id);
            writer.WriteString("package", item.Package);
            writer.WriteString("severity", item.Severity);
            writer.WriteString("before", item.Before);
            writer.WriteString("after", item.After);
            writer.WriteString("cause", item.Cause);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
