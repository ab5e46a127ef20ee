using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Checks;
using Compliance.Evidence.Verification;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs;

/// <summary>A verification for people: the first cause to act on, the eight lines, what else did not pass, and the conclusion.</summary>
internal static class VerificationText
{
    private const int MostDetails = 20;

    public static void Write(Terminal terminal, VerificationReport report, ImmutableArray<SecondLook> second, VerifyRequest request)
    {
        var output = terminal.Output;
        if (report.FirstFailure is { } first)
        {
            output.WriteLine(terminal.Paint(Tone.Bad, $"{Terminal.Visible(first.Detail)}   code {first.Code}"));
            output.WriteLine();
        }

        var table = new Columns("", "", "", "");
        foreach (var line in report.Lines)
        {
            var worst = line.Checks.Where(check => check.Outcome == line.Outcome).Select(check => check.Outcome == CheckOutcome.Failed ? $"{check.Detail}   code {check.Code}" : check.Detail).FirstOrDefault() ?? "";
            table.Add(ToneOf(line.Outcome), ((int)line.Topic).ToString(CultureInfo.InvariantCulture), line.Topic.ToString().ToLowerInvariant(), WordOf(line.Outcome), line.Outcome == CheckOutcome.Passed || line.Outcome == CheckOutcome.Note && line.Summary.Length > 0 ? line.Summary : worst);
        }

        foreach (var look in second) table.Add(look.Failed ? Tone.Bad : Tone.Good, "", look.Name, look.Failed ? "FAIL" : "ok", look.Summary);
        table.Write(terminal, " ");
        WriteDetails(terminal, report, second);
        output.WriteLine();
        output.WriteLine(Conclusion(terminal, report, second, request));
    }

    private static void WriteDetails(Terminal terminal, VerificationReport report, ImmutableArray<SecondLook> second)
    {
        var failures = report.Lines.SelectMany(line => line.Checks).Where(check => check.Outcome == CheckOutcome.Failed).Skip(1).Select(check => $"also failed   {check.Detail}   code {check.Code}");
        var notes = report.Lines.SelectMany(line => line.Checks.Where(check => check.Outcome == CheckOutcome.Note)).Select(check => $"note   {check.Detail}   code {check.Code}");
        var details = failures.Concat(second.SelectMany(look => look.Details.Select(detail => $"{look.Name}   {detail}"))).Concat(notes).ToArray();
        foreach (var detail in details.Take(MostDetails)) terminal.Output.WriteLine($"   {Terminal.Visible(detail)}");
        if (details.Length > MostDetails) terminal.Output.WriteLine($"   and {details.Length - MostDetails} more: --json lists all");
    }

    private static string Conclusion(Terminal terminal, VerificationReport report, ImmutableArray<SecondLook> second, VerifyRequest request)
    {
        if (report.Conclusion == VerificationConclusion.Failed || second.Any(look => look.Failed)) return terminal.Paint(Tone.Bad, "NOT verified: do not rely on this package");
        if (!report.HasAnchor) return terminal.Paint(Tone.Open, "integrity only: nothing says who sealed this; name the anchor with --trust-anchor <pem>");
        if (report.Conclusion == VerificationConclusion.Incomplete) return terminal.Paint(Tone.Open, "incomplete: something could not be checked");
        var notes = report.Lines.Count(line => line.Outcome == CheckOutcome.Note);
        var noted = notes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {notes} note{(notes == 1 ? "" : "s")}");
        var more = request.Image is null ? $"    recollect everything: compliance verify {Terminal.Visible(request.Package)} --image <ref>" : "";
        return $"{terminal.Paint(Tone.Good, $"verified under {Terminal.Visible(Path.GetFileName(request.Anchor!))}{noted}")}{more}    without us: README-VERIFY.txt (openssl, sha256sum)";
    }

    private static string WordOf(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "ok",
        CheckOutcome.Note => "note",
        CheckOutcome.Indeterminate => "open",
        CheckOutcome.Failed => "FAIL",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    private static Tone ToneOf(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => Tone.Plain,
        CheckOutcome.Note => Tone.Plain,
        CheckOutcome.Indeterminate => Tone.Open,
        _ => Tone.Bad,
    };
}
