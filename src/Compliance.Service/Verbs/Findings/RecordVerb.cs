using System.CommandLine;
using System.Globalization;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Recording;
using Compliance.Policy.Findings.Tracking;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Findings;

/// <summary><c>compliance vulns record</c>: the findings of a system with their detection and history.</summary>
internal static class RecordVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        Option<string?> finding = new("--finding") { Description = "One finding with all that happened to it, by tracking id, CVE or alias", HelpName = "id" };
        Option<bool> closed = new("--closed") { Description = "Also those that are closed" };
        Option<string?> history = new("--history") { Description = "Write first detections as a file for --findings folders of audits elsewhere", HelpName = "file" };
        var options = new FindingOptions(data);
        var verb = new Command("record", "Shows the record of findings: since when each is known, what proves it, and what became of it") { finding, closed, history };
        options.AddTo(verb);
        verb.Add(RecordAddVerb.Build(context, data));
        verb.Add(RecordCorrectVerb.Build(context, data));
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var (system, asOf) = (options.System(parsed, context), options.AsOf(parsed, context));
            var journal = await options.Keeper(parsed, context).ReadAsync(system.Id, cancellationToken).ConfigureAwait(false);
            var record = journal.RecordAt(asOf);
            if (parsed.GetValue(history) is { } file)
            {
                WholeFile.Write(file, journal.HistoryAt(asOf).Write());
                context.Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"wrote  {file}: {record.Findings.Length} findings of {journal.Entries.Length} entries"));
                return ExitCodes.Good;
            }

            var shown = parsed.GetValue(finding) is { } name
                ? [record.Find(name) ?? throw new VerbFailure(ExitCodes.Usage, $"the record of '{system.Id}' has no finding '{name}'", "what it has: compliance vulns record --closed", [new(FindingCodes.NotTracked, new(name), "not tracked")])]
                : record.Findings.Where(one => one.IsOpen || parsed.GetValue(closed)).ToList();
            if (parsed.GetValue(options.Json)) RecordJson.Write(context.Terminal.Output, record, journal.Head, journal.Entries.Length, shown);
            else if (parsed.GetValue(finding) is not null) WriteOne(context.Terminal, shown[0]);
            else WriteAll(context.Terminal, record, shown);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static void WriteAll(Terminal terminal, FindingRecord record, List<TrackedFinding> findings)
    {
        if (record.Findings.IsEmpty)
        {
            terminal.Output.WriteLine($"no findings are recorded for {record.SystemId}    audit with --system, or take in what there is: compliance vulns import-history");
            return;
        }

        var table = new Columns("id", "finding", "severity", "detected", "state", "where");
        foreach (var one in findings)
        {
            var places = one.Affected.Where(affected => affected.IsOpen || !one.IsOpen).Select(affected => affected.Package.Length > 0 ? $"{affected.Package} {affected.Installed}".TrimEnd() : affected.Asset).Distinct(StringComparer.Ordinal).ToList();
            table.Add(one.IsOpen ? Tone.Plain : Tone.Quiet, one.TrackingId, one.Id, one.Severity, one.DetectedAt is { } at ? FindingTime.Day(at) : "not known", one.IsOpen ? "open" : $"closed {FindingTime.Day(one.ClosedAt!.Value)}", string.Join(", ", places.Take(4)) + (places.Count > 4 ? ", …" : ""));
        }

        table.Write(terminal);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"record  {record.Open.Count()} open, {record.Closed.Count()} closed as of {FindingTime.ToText(record.AsOf)}"));
    }

    private static void WriteOne(Terminal terminal, TrackedFinding finding)
    {
        var output = terminal.Output;
        output.WriteLine(terminal.Paint(Tone.Strong, $"{Terminal.Visible(finding.TrackingId)}  {Terminal.Visible(finding.Id)}") + $"  {finding.Severity}, {(finding.IsOpen ? "open" : "closed")}");
        output.WriteLine($"detected  {(finding.DetectedAt is { } at ? FindingTime.ToText(at) : "not known: a file has a row without a date that can be read")}");
        var evidence = new Columns("evidence of", "by", "name", "sha256");
        foreach (var one in finding.Detections) evidence.Add(Tone.Plain, FindingTime.ToText(one.At), one.Kind, one.Name, one.Sha256);
        if (evidence.Count > 0) evidence.Write(terminal);
        output.WriteLine();
        var history = new Columns("when", "what", "");
        foreach (var one in finding.History) history.Add(Tone.Plain, FindingTime.ToText(one.At), one.Kind.ToString().ToLowerInvariant(), one.Detail);
        history.Write(terminal);
    }
}
