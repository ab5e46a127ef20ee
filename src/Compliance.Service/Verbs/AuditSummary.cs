using System.Globalization;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Exceptions;
using Compliance.Service.Verbs.HumanEvidence;
using Compliance.Service.Verbs.Objectives;

namespace Compliance.Service.Verbs;

/// <summary>What <c>audit</c> tells a person: what was judged, by whom and by which rules, the verdicts by family, what to do, and where the package is.</summary>
internal static class AuditSummary
{
    private const int MostRemedies = 12;
    private const int MostGaps = 8;

    public static void Write(Terminal terminal, AuditOutcome outcome, string anchor, bool madeIdentity)
    {
        var file = outcome.File ?? "";
        var draft = outcome.Draft;
        var output = terminal.Output;
        foreach (var subject in draft.Subjects) output.WriteLine($"image     {Describe(subject)}{(draft.Subjects.Length == 1 ? "" : $"  {VerdictOf(draft, subject)}")}");
        output.WriteLine($"signer    {Terminal.Visible(draft.Signer.Subject)} ({draft.Signer.Algorithm}, {draft.Signer.CertificateFingerprint[..14]}…){(draft.Signer.SelfIssued ? "    about keys: compliance help keys" : "")}");
        if (madeIdentity) output.WriteLine("          made just now: self-issued, for evaluation");
        output.WriteLine($"rules     {Rules(draft)}");
        output.WriteLine($"          {Terminal.Visible(draft.Evaluation.PolicySignature?.Words ?? "policies not signed")}");
        if (CertificateList(draft) is { } list) output.WriteLine($"          {Terminal.Visible(list)}");
        if (!outcome.LeftOut.IsEmpty) output.WriteLine(terminal.Paint(Tone.Open, $"left out  {string.Join(", ", outcome.LeftOut)}: what they would have found is unknown"));
        if (outcome.IsProbed) ProbeLines.Write(terminal, draft);
        if (draft.Run.EvaluatesAnotherDay) output.WriteLine(terminal.Paint(Tone.Open, "warning   the judged date and the run lie more than a day apart"));
        output.WriteLine();
        WriteFamilies(terminal, draft.Evaluation);
        WriteRemedies(terminal, draft);
        DeviationLines.Write(terminal, draft.Evaluation.Results);
        WaiverLines.Write(terminal, draft.Evaluation.Waivers, "  ");
        EvidenceLines.Write(terminal, draft.Evaluation.HumanEvidence, draft.Evaluation.Benchmarks, "  ");
        WriteGaps(terminal, outcome, file);
        output.WriteLine();
        output.WriteLine($"verdict   {terminal.Paint(VerdictTone.Of(draft.Evaluation.Verdict), draft.Evaluation.Verdict.ToWords())}   {Counts(draft.Evaluation.Results, " · ")}{Waived(draft.Evaluation)}{DeviationLines.Count(draft.Evaluation.Results)}");
        output.WriteLine($"package   {Terminal.Visible(file)}  {Sizes.Of(outcome.Record.PackageBytes)}  sha256:{outcome.Record.Package.Short}…");
        output.WriteLine($"          verify: compliance verify {Terminal.Visible(file)} --trust-anchor {Terminal.Visible(anchor)}");
    }

    /// <summary>Which certificates modules were matched against, as of when; null when there was none to rest on.</summary>
    private static string? CertificateList(EvidenceDraft draft) => draft.Facts.SelectMany(set => set.OfKind(FactKind.Catalog)).Select(fact => fact.Value).OfType<CatalogFact>().FirstOrDefault() is { } catalog
        ? $"CMVP certificates as of {catalog.AsOf} ({catalog.AgeDays.ToString(CultureInfo.InvariantCulture)} days), {(catalog.ListSha256.Length > 0 ? $"imported list sha256:{catalog.ListSha256[..12]}…, signature {catalog.Signature}" : $"reviewed catalog sha256:{catalog.Sha256[..12]}…")}"
        : null;

    private static string Describe(AuditSubject subject) => string.Join("  ", (string[])
    [
        $"sha256:{subject.Manifest.Short}…",
        subject.Platform,
        Count(subject.Packages, "package"),
        Count(subject.Layers, "layer"),
        Sizes.Of(subject.CompressedBytes),
        subject.Pinned ? "" : "(named by tag)",
    ]).TrimEnd();

    private static string VerdictOf(EvidenceDraft draft, AuditSubject subject) =>
        Verdicts.Combine(draft.Evaluation.Results.Where(result => result.Subject == subject.Manifest).Select(result => result.CountsAs)).ToWords();

    /// <summary>Which platforms results are about; empty where they are about all of them.</summary>
    private static string PlatformsOf(EvidenceDraft draft, IEnumerable<PolicyResult> results)
    {
        var about = results.Select(result => result.Subject).ToHashSet();
        return draft.Subjects.All(subject => about.Contains(subject.Manifest)) ? "" : $" ({string.Join(", ", draft.Subjects.Where(subject => about.Contains(subject.Manifest)).Select(subject => subject.Platform))})";
    }

    private static string Rules(EvidenceDraft draft) => string.Create(
        CultureInfo.InvariantCulture,
        $"{draft.Evaluation.ProfileTitle}, evaluated as of {draft.Run.EvaluatedAt:yyyy-MM-dd}, run {draft.Run.StartedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}; {(draft.System.IsDefault ? "no system file: defaults used" : $"system {Terminal.Visible(draft.System.Name)}")}");

    private static void WriteFamilies(Terminal terminal, Evaluation evaluation)
    {
        var table = new Columns("", "", "");
        foreach (var family in evaluation.Results.GroupBy(result => result.Family, StringComparer.Ordinal).OrderBy(group => FamilyOrder(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            var worst = family.Where(result => result.CountsAs is Verdict.NotMet or Verdict.Unknown).OrderBy(result => result.Verdict).Select(result => result.PolicyId).Distinct().ToArray();
            table.Add(VerdictTone.Of(Verdicts.Combine(family.Select(result => result.CountsAs))), family.Key, Counts(family, "   "), string.Join(", ", worst));
        }

        table.Write(terminal, "  ");
    }

    /// <summary>One line a policy and verdict; of an index it says which platforms it is about.</summary>
    private static void WriteRemedies(Terminal terminal, EvidenceDraft draft)
    {
        var open = draft.Evaluation.Results
            .Where(result => result.CountsAs is Verdict.NotMet or Verdict.Unknown)
            .OrderBy(result => result.Verdict)
            .ThenBy(result => SeverityOrder(result.Severity))
            .ThenBy(result => result.PolicyId, StringComparer.Ordinal)
            .GroupBy(result => (result.PolicyId, result.Verdict))
            .ToArray();
        if (open.Length == 0) return;
        terminal.Output.WriteLine();
        var table = new Columns("", "", "", "");
        foreach (var same in open.Take(MostRemedies))
        {
            var result = same.First();
            var reason = result.Reasons.FirstOrDefault(reason => reason.Verdict == result.Verdict);
            table.Add(
                VerdictTone.Of(result.Verdict),
                result.Verdict == Verdict.NotMet && result.Force == "should" ? $"{result.Words} (should)" : result.Words,
                $"{result.PolicyId}{PlatformsOf(draft, same)}",
                Shorten(reason?.Message ?? "", 90),
                reason is { Remedy.Length: > 0 } ? $"fix: {Shorten(reason.Remedy, 90)}" : "");
        }

        table.Write(terminal, "  ");
        if (open.Length > MostRemedies) terminal.Output.WriteLine($"  and {open.Length - MostRemedies} more");
    }

    /// <summary>What could not be read, one line a cause: a gap is recorded for each kind of fact that it touches.</summary>
    private static void WriteGaps(Terminal terminal, AuditOutcome outcome, string file)
    {
        if (outcome.GapCount == 0) return;
        var causes = outcome.Draft.Facts.SelectMany(facts => facts.Gaps).Select(gap => (gap.Code, Place: gap.Locator.ToString(), gap.Message)).Distinct().ToArray();
        terminal.Output.WriteLine();
        var table = new Columns("", "", "", "");
        foreach (var (code, place, message) in causes.Take(MostGaps)) table.Add(Tone.Open, "gap", code.Text, place, Shorten(message, 90));
        table.Write(terminal, "  ");
        var more = causes.Length > MostGaps ? $"and {Count(causes.Length - MostGaps, "more cause")}; " : "";
        terminal.Output.WriteLine($"  {more}{Count(outcome.GapCount, "gap")} in collection: compliance show {Terminal.Visible(file)}");
    }

    private static string Counts(IEnumerable<PolicyResult> results, string separator)
    {
        var all = results.ToArray();
        return string.Join(separator, new[] { Verdict.Met, Verdict.NotMet, Verdict.Unknown, Verdict.NotApplicable }
            .Select(verdict => (Verdict: verdict, Number: all.Count(result => result.Verdict == verdict)))
            .Where(count => count.Number > 0)
            .Select(count => $"{count.Number.ToString(CultureInfo.InvariantCulture)} {count.Verdict.ToWords()}"));
    }

    private static string Waived(Evaluation evaluation) => evaluation.Results.Count(result => result.IsWaived) is > 0 and var waived
        ? string.Create(CultureInfo.InvariantCulture, $"   ({waived} of {evaluation.Results.Count(result => result.Verdict == Verdict.NotMet)} not met waived)")
        : "";

    private static int FamilyOrder(string family) => Array.IndexOf(["signatures", "provenance", "sbom", "cryptography", "hardening", "vulnerability"], family) is var place and >= 0 ? place : int.MaxValue;

    private static int SeverityOrder(string severity) => severity switch { "high" => 0, "moderate" => 1, _ => 2 };

    private static string Shorten(string text, int most)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= most ? line : $"{line[..(most - 1)]}…";
    }

    private static string Count(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");
}
