using System.Globalization;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs;

/// <summary>One line of the summary: how the answers of the image's programs stand to its bytes.</summary>
internal static class ProbeLines
{
    public static void Write(Terminal terminal, EvidenceDraft draft)
    {
        var probes = draft.Facts.SelectMany(set => set.OfKind(FactKind.Probe)).Select(fact => (ProbeFact)fact.Value).ToList();
        if (probes.Count == 0)
        {
            terminal.Output.WriteLine("probes    none: the image has no program that is asked, or can't be started here");
            return;
        }

        var contradicting = probes.Where(probe => probe.Agreement is { IsKnown: true, Value: "contradicts" }).ToList();
        string Number(string agreement) => probes.Count(probe => probe.Agreement is { IsKnown: true } known && known.Value == agreement).ToString(CultureInfo.InvariantCulture);
        var words = $"probes    {Number("confirms")} confirm the bytes, {Number("contradicts")} contradict them, {Number("neither")} say neither, {probes.Count(probe => !probe.Agreement.IsKnown).ToString(CultureInfo.InvariantCulture)} without an answer";
        terminal.Output.WriteLine(contradicting.Count > 0 ? terminal.Paint(Tone.Bad, words) : words);
        foreach (var probe in contradicting) terminal.Output.WriteLine($"          {probe.Name} of {Terminal.Visible(probe.Program)}: {Terminal.Visible(probe.Seen)}; {probe.Detail}");
    }
}
