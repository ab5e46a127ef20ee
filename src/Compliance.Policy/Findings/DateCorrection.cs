using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Findings;

/// <summary>
/// A document that states a later detection than the evidence shows, for a reason: <c>system</c>, <c>finding</c>, <c>detectedAt</c>, <c>reason</c>. It counts only with the
/// signature of someone whom the trust folder lets approve waivers.
/// </summary>
/// <param name="Finding">Vulnerability or tracking id.</param>
public sealed record DateCorrection(string SystemId, string Finding, DateTimeOffset DetectedAt, string Reason)
{
    /// <summary>Every defect is reported; any refuses the document.</summary>
    public static Reading<DateCorrection> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var yaml = YamlTree.Read(bytes, document, limits);
        if (!yaml.TryGet(out var root)) return Readings.Reject<DateCorrection>(yaml.Defects);
        var defects = new DefectCollector(limits);
        var text = new DocumentText(document, bytes, defects);
        if (DocumentReader.Over(root, text) is not { } reader) return Readings.Reject<DateCorrection>(defects.ToImmutable());
        var (system, finding, at, reason) = (reader.Text("system", "^.+$"), reader.Text("finding", "^.+$"), reader.Text("detectedAt"), reader.Text("reason", @"^[\s\S]*\S[\s\S]*$"));
        reader.Finish();
        var time = FindingTime.Parse(at);
        if (time is null) defects.Add(FindingCodes.BadTime, root.Locator, "'detectedAt' is no time in UTC such as 2026-11-28T09:00:00Z");
        return defects.Count > 0 ? Readings.Reject<DateCorrection>(defects.ToImmutable()) : Readings.Accept(new DateCorrection(system, finding, time!.Value, reason.Trim()));
    }
}
