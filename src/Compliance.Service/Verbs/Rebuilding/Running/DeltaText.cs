using System.Collections.Immutable;
using System.Globalization;
using Compliance.Pipeline.Delta;
using Compliance.Policy.Results;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary>A before/after difference for people.</summary>
internal static class DeltaText
{
    public static void Write(Terminal terminal, RebuildDelta delta)
    {
        var output = terminal.Output;
        output.WriteLine($"verdict   {Paint(terminal, delta.VerdictBefore)} → {Paint(terminal, delta.VerdictAfter)}");
        var table = new Columns("", "", "");
        foreach (var change in delta.Controls)
            table.Add(change.After is { } now ? VerdictTone.Of(now) : Tone.Quiet, change.PolicyId, $"{change.Before?.ToWords() ?? "not judged"} → {change.After?.ToWords() ?? "not judged"}", Few(change.Controls));
        table.Write(terminal, "  ");
        var added = delta.Packages.Count(change => change.Before.Length == 0);
        var removed = delta.Packages.Count(change => change.After.Length == 0);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"packages  {added} added, {removed} removed, {delta.Packages.Length - added - removed} in another version;  {delta.StateBefore.Packages} → {delta.StateAfter.Packages}"));
        foreach (var change in delta.Packages) output.WriteLine($"  {change.Name}  {(change.Before.Length > 0 ? change.Before : "none")} → {(change.After.Length > 0 ? change.After : "none")}");
        output.WriteLine($"closed    {Ids(delta.VulnerabilitiesClosed)}   opened {Ids(delta.VulnerabilitiesOpened)}");
        output.WriteLine($"size      {Sizes.Of(delta.StateBefore.Bytes)} in {Layers(delta.StateBefore)} → {Sizes.Of(delta.StateAfter.Bytes)} in {Layers(delta.StateAfter)}");
        output.WriteLine($"sbom      {Sbom(delta.StateBefore)} → {Sbom(delta.StateAfter)} packages listed");
        output.WriteLine($"signed    {Signed(delta.StateBefore)} → {Signed(delta.StateAfter)}");
        output.WriteLine($"modules   {Words(delta.StateBefore.Modules)} → {Words(delta.StateAfter.Modules)}");
        if (delta.BuildMilliseconds is { } milliseconds) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"built in  {milliseconds / 1000.0:F1} s"));
        output.WriteLine($"change    proposed: {delta.ProposedClass.ToString().ToLowerInvariant()}, for a person to confirm");
        foreach (var reason in delta.ProposedBecause) output.WriteLine($"          {Terminal.Visible(reason)}");
    }

    private static string Paint(Terminal terminal, Verdict verdict) => terminal.Paint(VerdictTone.Of(verdict), verdict.ToWords());

    private static string Few(ImmutableArray<string> controls) => controls.Length <= 3 ? string.Join(", ", controls) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", controls[..3])} and {controls.Length - 3} more");

    private static string Ids(ImmutableArray<string>? ids) => ids is { } known ? known.IsEmpty ? "none" : string.Join(", ", known) : "unknown, no feed";

    private static string Layers(DeltaState state) => string.Create(CultureInfo.InvariantCulture, $"{state.Layers} layer{(state.Layers == 1 ? "" : "s")}");

    private static string Sbom(DeltaState state) => state.PackagesInSbom is { } listed ? string.Create(CultureInfo.InvariantCulture, $"{listed} of {state.Packages}") : "unknown";

    private static string Signed(DeltaState state) => state.Signatures == 0 ? "no signature" : $"{string.Join(", ", state.Signers)} ({string.Join(", ", state.Algorithms)})";

    private static string Words(ImmutableArray<string> texts) => texts.IsEmpty ? "none" : Terminal.Visible(string.Join("; ", texts));
}
