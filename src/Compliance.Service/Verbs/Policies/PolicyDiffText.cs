using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Policy.Results;
using Compliance.Policy.Results.Comparing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Policies;

/// <summary>The difference that policies make, for people and for programs.</summary>
internal static class PolicyDiffText
{
    private const int MaxReasons = 5;

    public static void Write(Terminal terminal, ImmutableArray<PackageDifference> differences)
    {
        foreach (var difference in differences.Where(difference => !difference.Defects.IsEmpty || !difference.Changes.IsEmpty))
        {
            terminal.Output.WriteLine(terminal.Paint(Tone.Strong, Terminal.Visible(difference.File)));
            foreach (var defect in difference.Defects) terminal.Output.WriteLine($"  can't be judged: {Terminal.Visible(defect.ToString())}");
            foreach (var change in difference.Changes) Write(terminal, change);
        }

        var changes = differences.SelectMany(difference => difference.Changes).ToList();
        var verdicts = changes.Count(change => change.IsVerdictChanged);
        terminal.Output.WriteLine(FormattableString.Invariant(
            $"{differences.Length} package{(differences.Length == 1 ? "" : "s")}, {differences.Sum(difference => difference.Verdicts)} verdicts: {verdicts} change{(verdicts == 1 ? "s" : "")}, {changes.Count - verdicts} keep{(changes.Count - verdicts == 1 ? "s" : "")} the verdict for other reasons"));
    }

    private static void Write(Terminal terminal, VerdictChange change)
    {
        var words = change.IsVerdictChanged ? $"{Paint(terminal, change.Before)} → {Paint(terminal, change.After)}" : $"{Paint(terminal, change.After)}, for other reasons";
        terminal.Output.WriteLine($"  {change.PolicyId}   {words}   sha256:{change.Subject.Short}…");
        Write(terminal, "-", change.Gone);
        Write(terminal, "+", change.Come);
    }

    private static void Write(Terminal terminal, string sign, ImmutableArray<Reason> reasons)
    {
        foreach (var reason in reasons.Take(MaxReasons))
            terminal.Output.WriteLine($"    {sign} {reason.Check}{(reason.Item.Length > 0 ? $" ({Terminal.Visible(reason.Item)})" : "")}: {Terminal.Visible(reason.Message)}");
        if (reasons.Length > MaxReasons) terminal.Output.WriteLine(FormattableString.Invariant($"    {sign} and {reasons.Length - MaxReasons} more"));
    }

    private static string Paint(Terminal terminal, Verdict? verdict) => verdict is { } known ? terminal.Paint(VerdictTone.Of(known), known.ToWords()) : "(no such policy)";

    public static void WriteJson(TextWriter output, ImmutableArray<PackageDifference> differences) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartArray();
        foreach (var difference in differences)
        {
            writer.WriteStartObject();
            writer.WriteString("package", difference.File);
            writer.WriteNumber("verdicts", difference.Verdicts);
            writer.WriteStartArray("changes");
            foreach (var change in difference.Changes) Write(writer, change);
            writer.WriteEndArray();
            writer.WriteStartArray("defects");
            foreach (var defect in difference.Defects) writer.WriteStringValue(defect.ToString());
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, VerdictChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("policy", change.PolicyId);
        writer.WriteString("image", change.Subject.ToString());
        writer.WriteString("before", change.Before?.ToWords());
        writer.WriteString("after", change.After?.ToWords());
        foreach (var (name, reasons) in new[] { ("gone", change.Gone), ("come", change.Come) })
        {
            writer.WriteStartArray(name);
            foreach (var reason in reasons)
            {
                writer.WriteStartObject();
                writer.WriteString("check", reason.Check);
                writer.WriteString("item", reason.Item);
                writer.WriteString("verdict", reason.Verdict.ToWords());
                writer.WriteString("message", reason.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
