using System.Collections.Immutable;
using Compliance.Pipeline.Reproduce;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Rebuilding.Reproducing;

/// <summary>A reproduction for people.</summary>
internal static class ReproduceText
{
    private const int Most = 40;

    public static void Write(Terminal terminal, Reproduction reproduction, ImmutableArray<string> notVaried)
    {
        var tone = reproduction.Verdict switch { ReproductionVerdict.Identical => Tone.Good, ReproductionVerdict.Equivalent => Tone.Open, _ => Tone.Bad };
        terminal.Output.WriteLine($"verdict    {terminal.Paint(tone, EquivalenceStatement.Word(reproduction.Verdict))}");
        terminal.Output.WriteLine($"first      {string.Join(" ", reproduction.First)}");
        terminal.Output.WriteLine($"second     {string.Join(" ", reproduction.Second)}");
        var table = new Columns("", "", "", "");
        foreach (var difference in reproduction.Differences.Take(Most)) table.Add(difference.IsNormalised ? Tone.Open : Tone.Bad, difference.Path, EquivalenceStatement.Word(difference.Kind), difference.Cause, difference.Detail);
        table.Write(terminal, "  ");
        if (reproduction.Differences.Length > Most) terminal.Output.WriteLine($"  and {reproduction.Differences.Length - Most} more: --json");
        foreach (var missing in notVaried) terminal.Output.WriteLine($"not varied {missing}");
    }
}
