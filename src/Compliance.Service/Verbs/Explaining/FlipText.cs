using System.Text.Json;
using Compliance.Policy.Explaining.Flipping;
using Compliance.Policy.Results;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Explaining;

/// <summary>What would lead to another verdict, for people and for programs.</summary>
internal static class FlipText
{
    private const int MaxChanges = 12;

    public static void Write(Terminal terminal, Flip flip)
    {
        var words = flip.Target.ToWords();
        if (!flip.IsFound)
        {
            terminal.Output.WriteLine(FormattableString.Invariant($"  would be {words} if: not found within bounds ({flip.Tried} sets of facts were judged)"));
            return;
        }

        terminal.Output.WriteLine($"  would be {terminal.Paint(VerdictTone.Of(flip.Target), words)} if{(flip.IsSmallest ? "" : " (not shown to be the least)")}:");
        var table = new Columns("", "", "");
        foreach (var change in flip.Changes.Take(MaxChanges))
            table.Add(Tone.Plain, change.What, change.Before.Length > 0 ? $"is {change.Before}" : "", change.Source.Length > 0 ? $"evidence to change: {change.Source}" : "");
        table.Write(terminal, "    ");
        if (flip.Changes.Length > MaxChanges) terminal.Output.WriteLine(FormattableString.Invariant($"    and {flip.Changes.Length - MaxChanges} more"));
    }

    public static void WriteJson(Utf8JsonWriter writer, Flip flip)
    {
        writer.WriteStartObject();
        writer.WriteString("verdict", flip.Target.ToWords());
        writer.WriteBoolean("found", flip.IsFound);
        writer.WriteBoolean("smallest", flip.IsSmallest);
        writer.WriteNumber("tried", flip.Tried);
        writer.WriteStartArray("changes");
        foreach (var change in flip.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("what", change.What);
            writer.WriteString("before", change.Before);
            writer.WriteString("fact", change.FactId);
            writer.WriteString("source", change.Source);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
