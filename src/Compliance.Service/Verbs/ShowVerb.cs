using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Results;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Exceptions;
using Compliance.Service.Verbs.HumanEvidence;
using Compliance.Service.Verbs.Objectives;

namespace Compliance.Service.Verbs;

/// <summary><c>compliance show &lt;package&gt;</c>: verdicts, modules, findings and gaps as tables.</summary>
internal static class ShowVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string> package = new("package") { Description = "Evidence package (.asice)" };
        Option<bool> objectives = new("--objectives") { Description = "Show assessment objectives and rules: supported, contradicted or not evidenced" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("show", "Shows verdicts, modules, findings and gaps of a package (does not verify it)") { package, objectives, json };
        verb.SetAction(parsed =>
        {
            var assessment = OpenPackage.Assess(parsed.GetValue(package)!, Limits.Default);
            if (parsed.GetValue(json)) WriteJson(context.Terminal.Output, assessment);
            else if (parsed.GetValue(objectives)) ObjectiveTable.Write(context.Terminal, assessment.Evaluation);
            else Write(context.Terminal, assessment);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static void Write(Terminal terminal, Assessment assessment)
    {
        var evaluation = assessment.Evaluation;
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{evaluation.ProfileTitle}, evaluated as of {evaluation.EvaluatedAt:yyyy-MM-dd}"));
        foreach (var facts in assessment.Facts)
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(terminal.Paint(Tone.Strong, $"image {facts.Subject}"));
            terminal.Output.WriteLine();
            WriteVerdicts(terminal, evaluation.Results.Where(result => result.Subject == facts.Subject));
            WriteCoverage(terminal, facts);
            WriteModules(terminal, facts);
            WriteGaps(terminal, facts);
        }

        WaiverLines.Write(terminal, evaluation.Waivers, "");
        EvidenceLines.Write(terminal, evaluation.HumanEvidence, evaluation.Benchmarks, "");
        terminal.Output.WriteLine();
        terminal.Output.WriteLine($"verdict   {terminal.Paint(VerdictTone.Of(evaluation.Verdict), evaluation.Verdict.ToWords())}    why: compliance explain <package> <policy>    to believe it: compliance verify");
    }

    private static void WriteVerdicts(Terminal terminal, IEnumerable<PolicyResult> results)
    {
        var table = new Columns("verdict", "policy", "severity", "force", "judged", "reason");
        foreach (var result in results.OrderBy(result => result.Verdict).ThenBy(result => result.PolicyId, StringComparer.Ordinal))
        {
            var reason = result.Reasons.FirstOrDefault(reason => reason.Verdict == result.Verdict)?.Message ?? "";
            table.Add(VerdictTone.Of(result.Verdict), result.Words, result.PolicyId, result.Severity, result.Force, result.Judged.ToString(CultureInfo.InvariantCulture), reason);
            if (DeviationLines.Words(result) is { Length: > 0 } words) table.Add(Tone.Quiet, "", "", "", "", "", words);
        }

        table.Write(terminal);
    }

    private static void WriteCoverage(Terminal terminal, FactSet facts)
    {
        var table = new Columns("signed and attested", "manifest", "index");
        foreach (var row in CoverageMatrix.Of(facts).Rows) table.Add(Tone.Plain, row.OfOthers == 0 ? row.What : string.Create(CultureInfo.InvariantCulture, $"{row.What} ({row.OfOthers} about others)"), row.Manifest, row.Index);
        terminal.Output.WriteLine();
        table.Write(terminal);
    }

    private static void WriteModules(Terminal terminal, FactSet facts)
    {
        var table = new Columns("module", "version", "path", "integrity", "certificate", "state", "activation");
        foreach (var module in facts.OfKind(FactKind.CryptoModule).Select(fact => fact.Value).OfType<CryptoModuleFact>())
        {
            var numbers = string.Join(" ", module.Certificates.Select(number => $"#{number.ToString(CultureInfo.InvariantCulture)}"));
            table.Add(Tone.Plain, module.Name, $"{module.Version}", module.Path, $"{module.Integrity}", $"{module.CertificateMatch} {numbers}".TrimEnd(), $"{module.CertificateState}", $"{module.Activation}");
        }

        terminal.Output.WriteLine();
        if (table.Count > 0) table.Write(terminal);
        else terminal.Output.WriteLine($"cryptographic modules: none found, collected {Words(facts.CoverageOf(FactKind.CryptoModule))}");
    }

    private static void WriteGaps(Terminal terminal, FactSet facts)
    {
        terminal.Output.WriteLine();
        if (facts.Gaps.IsEmpty)
        {
            terminal.Output.WriteLine($"gaps: none; {facts.Facts.Length.ToString("N0", CultureInfo.InvariantCulture)} facts");
            return;
        }

        var table = new Columns("gap", "affects", "place", "what");
        foreach (var gap in facts.Gaps) table.Add(Tone.Open, gap.Code.Text, gap.Kind.ToString(), gap.Locator.ToString(), gap.Message);
        table.Write(terminal);
    }

    private static void WriteCoverage(Utf8JsonWriter writer, Assessment assessment)
    {
        writer.WriteStartArray("coverage");
        foreach (var facts in assessment.Facts)
        {
            foreach (var row in CoverageMatrix.Of(facts).Rows)
            {
                writer.WriteStartObject();
                writer.WriteString("image", facts.Subject.ToString());
                writer.WriteString("what", row.What);
                writer.WriteString("manifest", row.Manifest);
                writer.WriteString("index", row.Index);
                writer.WriteNumber("aboutOthers", row.OfOthers);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    private static string Words(Coverage coverage) => coverage switch
    {
        Coverage.Complete => "completely",
        Coverage.Partial => "partially",
        _ => "not at all",
    };

    private static void WriteJson(TextWriter output, Assessment assessment) => JsonOutput.Write(output, writer =>
    {
        var evaluation = assessment.Evaluation;
        using var written = JsonDocument.Parse(ResultsDocument.Write(evaluation));
        writer.WriteStartObject();
        writer.WriteString("profile", evaluation.ProfileId);
        writer.WriteString("evaluatedAt", evaluation.EvaluatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("verdict", evaluation.Verdict.ToWords());
        writer.WriteStartArray("results");
        foreach (var (result, asWritten) in evaluation.Results.Zip(written.RootElement.GetProperty("results").EnumerateArray()))
        {
            writer.WriteStartObject();
            writer.WriteString("image", result.Subject.ToString());
            writer.WriteString("policy", result.PolicyId);
            writer.WriteString("verdict", result.Verdict.ToWords());
            writer.WriteString("severity", result.Severity);
            if (!result.Waivers.IsEmpty) writer.WriteString("told", result.Words);
            writer.WriteString("force", result.Force);
            writer.WriteString("countsAs", result.CountsAs.ToWords());
            Copy(writer, asWritten, "deviation");
            writer.WriteStartArray("reasons");
            foreach (var reason in result.Reasons) writer.WriteStringValue(reason.Message);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WaiversJson.Write(writer, evaluation.Waivers);
        Copy(writer, written.RootElement, "objectives");
        Copy(writer, written.RootElement, "needed");
        EvidenceLines.Write(writer, evaluation.HumanEvidence, evaluation.Benchmarks);
        WriteCoverage(writer, assessment);
        writer.WriteStartArray("facts");
        foreach (var facts in assessment.Facts) writer.WriteRawValue(Encoding.UTF8.GetString(FactJson.Write(facts)));
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>A part of the package's own results document, where it has one: objectives are spelled the same everywhere.</summary>
    private static void Copy(Utf8JsonWriter writer, JsonElement from, string name)
    {
        if (!from.TryGetProperty(name, out var part)) return;
        writer.WritePropertyName(name);
        part.WriteTo(writer);
    }
}
