using System.Collections.Immutable;
using Compliance.Policy.Results;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Exceptions;

/// <summary>What became of each waiver, one line each; one without effect says why.</summary>
internal static class WaiverLines
{
    public static void Write(Terminal terminal, ImmutableArray<WaiverResult> waivers, string indent)
    {
        if (waivers.IsEmpty) return;
        terminal.Output.WriteLine();
        var table = new Columns("", "", "", "");
        foreach (var waiver in waivers)
        {
            var code = waiver.HasEffect ? "" : $" ({waiver.Problems[0].Code})";
            table.Add(waiver.HasEffect ? Tone.Plain : Tone.Open, "waiver", waiver.Id.Length > 0 ? waiver.Id : waiver.Path, waiver.PolicyId, $"{waiver.Words}{code}");
        }

        table.Write(terminal, indent);
    }
}
