using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Policy.Facts;

namespace Compliance.Policy.Clocks;

/// <summary>BOD 26-04: sixteen rows by four inputs; days count from the earlier of the listing and the detection on the asset.</summary>
internal static class BodClock
{
    public static ClockReading Read(BodTable table, FindingInputs inputs)
    {
        var added = inputs.KevAdded.Value;
        ImmutableArray<StatedInput> stated =
        [
            InputText.State("KEV listing", inputs.KevAdded, day => day is { } one ? $"listed {InputText.Text(one)}" : "not listed"),
            InputText.Truth("reachable from the internet", inputs.IsExposed),
            InputText.Truth("automatable", inputs.IsAutomatable),
            InputText.State("technical impact", inputs.HasTotalImpact, value => value ? "total" : "partial"),
            InputText.Time("first detected", inputs.DetectedAt),
        ];
        bool? listed = added.IsKnown ? added.Value is not null : null;
        var columns = table.Possible(listed, InputText.OrNull(inputs.IsExposed), InputText.OrNull(inputs.IsAutomatable), InputText.OrNull(inputs.HasTotalImpact)).Select(row => Column(row, inputs));
        return new ClockReading("bod", "BOD 26-04", table.Source, stated, [.. columns]);
    }

    private static ClockColumn Column(BodRow row, FindingInputs inputs)
    {
        var when = InputText.When(
            InputText.If(inputs.KevAdded.Value, row.InKev ? "listed as exploited" : "not listed as exploited"),
            InputText.If(inputs.IsExposed.Value, row.IsExposed ? "reachable from the internet" : "not reachable from the internet"),
            InputText.If(inputs.IsAutomatable.Value, row.IsAutomatable ? "automatable" : "not automatable"),
            InputText.If(inputs.HasTotalImpact.Value, row.HasTotalImpact ? "total impact" : "partial impact"));
        if (row.Days is not { } days) return new ClockColumn(when, "next upgrade of the system", Knowable<DateTimeOffset?>.Known(null));
        var timeframe = new Timeframe(days, TimeUnit.Days);
        var time = string.Create(CultureInfo.InvariantCulture, $"{days} days{(row.NeedsForensics ? ", with a forensic investigation" : "")}");
        DateTimeOffset? listed = row.InKev && inputs.KevAdded.Value is { IsKnown: true, Value: { } day } ? UsDate.StartOf(day) : null;
        var detected = InputText.OrNull(inputs.DetectedAt);
        // Whenever it was detected: the clock does not start after the listing.
        var latest = listed is { } start ? timeframe.EndFrom(start) : (DateTimeOffset?)null;
        if (detected is null || (row.InKev && listed is null))
        {
            var reason = detected is null ? inputs.DetectedAt.Value.Reason : inputs.KevAdded.Value.Reason;
            return new ClockColumn(when, time, Knowable<DateTimeOffset?>.Unknown(reason), latest ?? (detected is { } found ? timeframe.EndFrom(found) : null)) { NeedsForensics = row.NeedsForensics };
        }

        return new ClockColumn(when, time, Knowable<DateTimeOffset?>.Known(timeframe.EndFrom(listed < detected ? listed.Value : detected.Value)), latest) { NeedsForensics = row.NeedsForensics };
    }
}
