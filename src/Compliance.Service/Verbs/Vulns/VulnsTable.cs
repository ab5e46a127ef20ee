using System.Globalization;
using Compliance.Policy.Facts;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Vulns;

/// <summary>Findings for people.</summary>
internal static class VulnsTable
{
    public static void Write(Terminal terminal, VulnsReport report, bool withClocks)
    {
        terminal.Output.WriteLine(terminal.Paint(Tone.Strong, $"subject {report.Subject}"));
        WriteFindings(terminal, report);
        if (withClocks) report.Findings.ToList().ForEach(finding => WriteClocks(terminal, finding));
        WriteSuppressed(terminal, report);
        WriteScans(terminal, report);
        if (!report.Gaps.IsEmpty)
        {
            terminal.Output.WriteLine();
            var table = new Columns("gap", "what");
            foreach (var gap in report.Gaps) table.Add(Tone.Open, gap.Code.Text, gap.Message);
            table.Write(terminal);
        }

        if (!report.IsComplete) terminal.Output.WriteLine("not everything is known: what is not listed may be there all the same");
    }

    private static void WriteFindings(Terminal terminal, VulnsReport report)
    {
        var table = new Columns("vulnerability", "package", "installed", "fixed in", "fix by", "severity", "module", "exploited", "rev5", "vdr", "bod 26-04", "state");
        foreach (var finding in report.Findings)
        {
            var tone = finding.Suppressed ? Tone.Quiet : finding.KnownExploited is { IsKnown: true, Value: true } || VulnsFilter.IsOverdue(finding) == true ? Tone.Bad : Tone.Plain;
            table.Add(tone, finding.Id, finding.Package, finding.InstalledVersion, Fixed(finding), finding.FixBy, Severity(finding), Module(finding), Word(finding.KnownExploited),
                Due(finding.Rev5DueOn, finding.Rev5Overdue), Due(finding.VdrDueOn, finding.VdrOverdue), Due(finding.BodDueOn, finding.BodOverdue), finding.Suppressed ? $"suppressed: {finding.VexStatus}" : finding.VexStatus.Length > 0 ? finding.VexStatus : "open");
        }

        if (table.Count > 0) table.Write(terminal);
        else terminal.Output.WriteLine(report.IsComplete ? "no known vulnerability in fresh, complete feeds" : "no finding, and nothing that says there is none");
        if (report.Hidden > 0) terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Hidden} more that the filter leaves out"));
    }

    private static void WriteClocks(Terminal terminal, VulnerabilityFact finding)
    {
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(terminal.Paint(Tone.Strong, $"{finding.Id} in {finding.Package}"));
        foreach (var line in finding.MatchedBy) terminal.Output.WriteLine($"  matched  {Terminal.Visible(line)}");
        foreach (var line in finding.BoundaryReasons) terminal.Output.WriteLine($"  module   {Terminal.Visible(line)}");
        foreach (var line in finding.Clocks) terminal.Output.WriteLine($"  {Terminal.Visible(line)}");
        if (finding.ClocksDiffer.Length > 0) terminal.Output.WriteLine($"  {Terminal.Visible(finding.ClocksDiffer)}");
    }

    private static void WriteSuppressed(Terminal terminal, VulnsReport report)
    {
        foreach (var finding in report.Findings.Where(finding => !finding.VexStatements.IsEmpty))
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine($"statements about {finding.Id} in {finding.Package}:");
            foreach (var line in finding.VexStatements) terminal.Output.WriteLine($"  {Terminal.Visible(line)}");
        }
    }

    private static void WriteScans(Terminal terminal, VulnsReport report)
    {
        if (report.Scans.All(scan => scan.Tool == "compliance")) return;
        terminal.Output.WriteLine();
        var table = new Columns("scan", "of this image", "ran", "data of", "findings", "only here", "not here", "document");
        foreach (var scan in report.Scans)
        {
            table.Add(scan.Complete ? Tone.Plain : Tone.Open, $"{scan.Tool} {scan.ToolVersion}".TrimEnd(), Word(scan.SubjectMatches), Day(scan.FinishedAt), Day(scan.DatabaseAt),
                Count(scan.Found.Length), Count(scan.OnlyHere.Length), Count(scan.NotHere.Length), scan.Document);
        }

        table.Write(terminal);
        foreach (var scan in report.Scans)
        {
            foreach (var one in scan.OnlyHere) terminal.Output.WriteLine($"  only {Terminal.Visible(scan.Tool)} reports {Terminal.Visible(one)}");
        }
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(Knowable<string> time) => time.IsKnown ? time.Value[..Math.Min(10, time.Value.Length)] : "unknown";

    private static string Fixed(VulnerabilityFact finding) => !finding.FixedVersion.IsKnown ? "unknown" : finding.FixedVersion.Value.Length == 0 ? "-" : finding.FixedVersion.Value;

    /// <summary>On which side of a module's boundary it lies; nothing for a package that holds no module.</summary>
    private static string Module(VulnerabilityFact finding) => finding.Boundary.IsKnown ? finding.Boundary.Value == "none" ? "-" : finding.Boundary.Value : "unknown";

    private static string Severity(VulnerabilityFact finding) => finding.Cvss.IsKnown ? $"{finding.Severity} {finding.Cvss.Value}" : finding.Severity;

    private static string Word(Knowable<bool> value) => value.IsKnown ? value.Value ? "yes" : "no" : "unknown";

    private static string Due(Knowable<string> day, Knowable<bool> overdue)
    {
        var late = overdue is { IsKnown: true, Value: true } ? " late" : "";
        return day.IsKnown ? day.Value.Length == 0 ? "no day" : $"{day.Value}{late}" : late.Length > 0 ? "late" : "open";
    }
}
