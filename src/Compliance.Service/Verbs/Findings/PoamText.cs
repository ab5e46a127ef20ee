using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings.Poam;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Findings;

/// <summary>How this month's POA&amp;M follows from last month's, for people and programs.</summary>
internal static class PoamText
{
    public static void Write(CommandContext context, PoamResult month, ImmutableArray<Defect> notes, IEnumerable<string> files)
    {
        FindingOptions.Tell(context, notes);
        var (output, totals) = (context.Terminal.Output, month.Totals);
        var table = new Columns("movement", "id", "finding", "severity", "");
        foreach (var move in month.Moves.Where(move => move.Movement is not (PoamMovement.StaysClosed or PoamMovement.Carried) || move.IsReRated))
            table.Add(move.Movement is PoamMovement.Closed or PoamMovement.Passing ? Tone.Good : Tone.Plain, Word(move), move.Finding.TrackingId, move.Finding.Id, move.Finding.Severity, move.Finding.ClosedBecause);
        if (table.Count > 0) table.Write(context.Terminal);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"counts  {totals.OpenBefore} open before + {totals.Opened} opened + {totals.Reopened} reopened + {totals.PutBack} put back - {totals.Closed} closed = {totals.OpenNow} open now; {totals.Carried} carried, {totals.ReRated} of them re-rated; {totals.Passing} opened and closed in between"));
        if (!totals.Reconciles) output.WriteLine("counts  do not reconcile");
        foreach (var file in files) output.WriteLine($"wrote  {file}");
    }

    public static void WriteJson(TextWriter output, PoamResult month, ImmutableArray<Defect> notes, bool dry) => JsonOutput.Write(output, writer =>
    {
        var totals = month.Totals;
        writer.WriteStartObject();
        writer.WriteBoolean("dryRun", dry);
        writer.WriteStartObject("totals");
        writer.WriteNumber("openBefore", totals.OpenBefore);
        writer.WriteNumber("opened", totals.Opened);
        writer.WriteNumber("reopened", totals.Reopened);
        writer.WriteNumber("putBack", totals.PutBack);
        writer.WriteNumber("closed", totals.Closed);
        writer.WriteNumber("openNow", totals.OpenNow);
        writer.WriteNumber("carried", totals.Carried);
        writer.WriteNumber("reRated", totals.ReRated);
        writer.WriteNumber("passing", totals.Passing);
        writer.WriteBoolean("reconciles", totals.Reconciles);
        writer.WriteEndObject();
        writer.WriteStartArray("moves");
        foreach (var move in month.Moves)
        {
            writer.WriteStartObject();
            writer.WriteString("movement", Word(move));
            writer.WriteString("trackingId", move.Finding.TrackingId);
            writer.WriteString("id", move.Finding.Id);
            writer.WriteString("severity", move.Finding.Severity);
            if (move.Finding.ClosedBecause.Length > 0) writer.WriteString("closedBecause", move.Finding.ClosedBecause);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("notes");
        foreach (var note in notes) writer.WriteStringValue(note.ToString());
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string Word(PoamMove move) => move.IsReRated ? "re-rated" : move.Movement switch
    {
        PoamMovement.PutBack => "put back",
        PoamMovement.StaysClosed => "stays closed",
        PoamMovement.Passing => "opened and closed",
        _ => move.Movement.ToString().ToLowerInvariant(),
    };
}
