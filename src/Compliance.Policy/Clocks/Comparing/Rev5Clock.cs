using System.Collections.Immutable;
using System.Globalization;
using Compliance.Policy.Facts;

namespace Compliance.Policy.Clocks;

/// <summary>Legacy FedRAMP Rev5: days from discovery by risk, and CISA's due date when that is earlier.</summary>
internal static class Rev5Clock
{
    public static ClockReading Read(RemediationTimes times, FindingInputs inputs)
    {
        ImmutableArray<StatedInput> stated =
        [
            InputText.State("risk", inputs.Severity, value => value),
            InputText.State("KEV due date", inputs.KevDue, due => due is { } day ? InputText.Text(day) : "not listed"),
            InputText.Time("first detected", inputs.DetectedAt),
        ];
        string[] risks = inputs.Severity.Value.IsKnown ? [inputs.Severity.Value.Value] : ["high", "moderate", "low"];
        return new ClockReading("rev5", "RA-5(d)", times.Source, stated, [.. risks.SelectMany(risk => Columns(times, inputs, risk))]);
    }

    private static IEnumerable<ClockColumn> Columns(RemediationTimes times, FindingInputs inputs, string risk)
    {
        var due = inputs.KevDue.Value;
        yield return Column(times, inputs, risk, due.IsKnown ? due.Value : null, InputText.If(due, "not listed as exploited"));
        // Nobody knows CISA's date then, so how much earlier it is stays unknown.
        if (!due.IsKnown) yield return new ClockColumn(InputText.When(InputText.If(inputs.Severity.Value, $"risk {risk}"), "listed as exploited"), "CISA's due date", Knowable<DateTimeOffset?>.Unknown(due.Reason), LatestOf(times, inputs, risk));
    }

    private static ClockColumn Column(RemediationTimes times, FindingInputs inputs, string risk, DateOnly? kevDue, string assumption)
    {
        var when = InputText.When(InputText.If(inputs.Severity.Value, $"risk {risk}"), assumption);
        var days = times.Days.TryGetValue(risk, out var number) ? number : (int?)null;
        var time = days is null ? kevDue is null ? "no time" : "CISA's due date" : string.Create(CultureInfo.InvariantCulture, $"{days} days{(kevDue is null ? "" : ", or CISA's due date when that is earlier")}");
        if (inputs.DetectedAt.Value.IsKnown) return new ClockColumn(when, time, Knowable<DateTimeOffset?>.Known(times.EndFrom(inputs.DetectedAt.Value.Value, risk, kevDue)));
        // Without a time by risk the date of the catalog is all there is; with one the end may be before it.
        var byKev = times.EndFrom(default, "none", kevDue);
        return new ClockColumn(when, time, days is null ? Knowable<DateTimeOffset?>.Known(byKev) : Knowable<DateTimeOffset?>.Unknown(inputs.DetectedAt.Value.Reason), byKev);
    }

    private static DateTimeOffset? LatestOf(RemediationTimes times, FindingInputs inputs, string risk) =>
        inputs.DetectedAt.Value.IsKnown ? times.EndFrom(inputs.DetectedAt.Value.Value, risk, null) : null;
}
