using System.Text.Json;
using Compliance.Formats.Reading;
using Compliance.Policy.Cases;
using Compliance.Policy.Cases.Mutating;
using Compliance.Policy.Results;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Policies;

/// <summary>A run of the cases for programs.</summary>
internal static class PolicyTestJson
{
    public static void Write(TextWriter output, PolicyTestRun run, string folder) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("folder", folder);
        writer.WriteBoolean("good", run.IsGood);
        writer.WriteNumber("policies", run.Policies);
        writer.WriteNumber("cases", run.Results.Length);
        Texts(writer, "defects", run.Defects.Select(defect => defect.ToString()));
        writer.WriteStartArray("failed");
        foreach (var result in run.Failed) WriteFailure(writer, result);
        writer.WriteEndArray();
        if (run.Coverage is { } coverage)
        {
            writer.WriteStartArray("coverage");
            foreach (var check in coverage)
            {
                writer.WriteStartObject();
                writer.WriteString("policy", check.PolicyId);
                writer.WriteString("check", check.Check);
                writer.WriteNumber("failed", check.Failed);
                writer.WriteNumber("unknown", check.Unknown);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (run.Mutations is { } reports)
        {
            writer.WriteStartArray("mutations");
            foreach (var report in reports) WriteReport(writer, report);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    private static void WriteFailure(Utf8JsonWriter writer, CaseResult result)
    {
        writer.WriteStartObject();
        Place(writer, result.Case.ExpectPlace);
        writer.WriteString("policy", result.Case.PolicyId);
        writer.WriteString("about", result.Case.About);
        writer.WriteString("expected", result.Case.Expect.ToWords());
        Texts(writer, "expectedBecause", result.Case.Because);
        writer.WriteString("got", result.Got.Verdict.ToWords());
        Texts(writer, "gotBecause", result.Because);
        writer.WriteStartArray("reasons");
        foreach (var reason in result.Got.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("check", reason.Check);
            writer.WriteString("item", reason.Item);
            writer.WriteString("verdict", reason.Verdict.ToWords());
            writer.WriteString("message", reason.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteReport(Utf8JsonWriter writer, MutationReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("policy", report.PolicyId);
        writer.WriteNumber("killed", report.Killed);
        writer.WriteNumber("refused", report.Refused);
        writer.WriteStartArray("survivors");
        foreach (var mutant in report.Survivors) WriteMutant(writer, mutant, null);
        writer.WriteEndArray();
        writer.WriteStartArray("accepted");
        foreach (var accepted in report.Accepted) WriteMutant(writer, accepted.Mutant, accepted.Reason);
        writer.WriteEndArray();
        Texts(writer, "stale", report.Stale);
        writer.WriteEndObject();
    }

    private static void WriteMutant(Utf8JsonWriter writer, PolicyMutant mutant, string? reason)
    {
        writer.WriteStartObject();
        writer.WriteString("part", mutant.Part);
        Place(writer, mutant.Place);
        writer.WriteString("before", mutant.Before);
        writer.WriteString("after", mutant.After);
        if (reason is not null) writer.WriteString("reason", reason);
        writer.WriteEndObject();
    }

    private static void Place(Utf8JsonWriter writer, Locator place)
    {
        writer.WriteString("file", place.Document);
        if (place.Line is { } line) writer.WriteNumber("line", line);
        if (place.Column is { } column) writer.WriteNumber("column", column);
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
