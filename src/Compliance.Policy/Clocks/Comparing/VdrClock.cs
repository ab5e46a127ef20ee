using System.Collections.Immutable;
using Compliance.Policy.Facts;

namespace Compliance.Policy.Clocks;

/// <summary>
/// FedRAMP CR26: from evaluation by class, potential adverse impact, exploitability and reachability (VDR-TFR-PVR). What nobody evaluated has to be evaluated
/// in time first (VER-TFR-EVU); what is not remediated when <see cref="VdrTable.AcceptAfter"/> has passed is to be categorised as accepted.
/// </summary>
internal static class VdrClock
{
    public static ClockReading Read(VdrTable table, FindingInputs inputs)
    {
        ImmutableArray<StatedInput> stated =
        [
            InputText.State("certification class", inputs.CertificationClass, value => value),
            InputText.State("potential adverse impact", inputs.PotentialImpact, value => FormattableString.Invariant($"N{value}")),
            InputText.Truth("likely exploitable", inputs.IsLikelyExploitable),
            InputText.Truth("reachable from the internet", inputs.IsExposed),
            InputText.Time("first detected", inputs.DetectedAt),
            InputText.Time("evaluated", inputs.EvaluatedAt),
        ];
        var classes = table.Classes.Where(one => !inputs.CertificationClass.Value.IsKnown || one.Name == inputs.CertificationClass.Value.Value).ToList();
        var columns = classes.SelectMany(one => Columns(table, one, inputs)).DistinctBy(column => (column.When, column.Time, column.EndsAt, column.LatestEnd));
        return new ClockReading("vdr", inputs.EvaluatedAt.Value.IsKnown ? "VDR-TFR-PVR" : "VER-TFR-EVU, then VDR-TFR-PVR", table.Source, stated, [.. columns]);
    }

    private static IEnumerable<ClockColumn> Columns(VdrTable table, VdrClass one, FindingInputs inputs)
    {
        var assumed = InputText.If(inputs.CertificationClass.Value, $"class {one.Name}");
        if (!inputs.EvaluatedAt.Value.IsKnown) return [Evaluation(one, inputs, assumed)];
        var (impact, isExposed, isExploitable) = ((int?)InputText.OrNull(inputs.PotentialImpact), InputText.OrNull(inputs.IsExposed), InputText.OrNull(inputs.IsLikelyExploitable));
        var columns = one.Possible(impact, isExposed, isExploitable).Select(cell => Column(cell, inputs, assumed)).ToList();
        // N1 has no cell: nothing but acceptance has a time.
        if (impact is null or 1) columns.Add(Acceptance(table, inputs, InputText.When(assumed, InputText.If(inputs.PotentialImpact.Value, "N1"))));
        return columns;
    }

    /// <summary>Before anybody evaluated it, only the time to do so runs.</summary>
    private static ClockColumn Evaluation(VdrClass one, FindingInputs inputs, string assumed)
    {
        var end = inputs.DetectedAt.Value.IsKnown
            ? Knowable<DateTimeOffset?>.Known(one.EvaluateWithin.EndFrom(inputs.DetectedAt.Value.Value))
            : Knowable<DateTimeOffset?>.Unknown(inputs.DetectedAt.Value.Reason);
        return new ClockColumn(assumed, $"{one.EvaluateWithin} to evaluate it", end);
    }

    private static ClockColumn Column(VdrCell cell, FindingInputs inputs, string assumed)
    {
        var when = InputText.When(
            assumed,
            InputText.If(inputs.PotentialImpact.Value, FormattableString.Invariant($"N{cell.Impact}")),
            InputText.If(inputs.IsLikelyExploitable.Value, cell.IsExploitable ? "likely exploitable" : "not likely exploitable"),
            cell.IsExposed is { } exposed ? InputText.If(inputs.IsExposed.Value, exposed ? "reachable from the internet" : "not reachable from the internet") : "");
        return new ClockColumn(when, cell.Timeframe.ToString(), Knowable<DateTimeOffset?>.Known(cell.Timeframe.EndFrom(inputs.EvaluatedAt.Value.Value)));
    }

    private static ClockColumn Acceptance(VdrTable table, FindingInputs inputs, string when) =>
        new(when, $"{table.AcceptAfter}, then to be accepted (VER-TFR-MAV)", Knowable<DateTimeOffset?>.Known(table.AcceptAfter.EndFrom(inputs.EvaluatedAt.Value.Value)));
}
