using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary>The member <c>problems</c> of what people handed in.</summary>
internal static class ProblemsDocument
{
    public static void Write(CanonicalJsonWriter writer, ImmutableArray<RecordProblem> problems)
    {
        writer.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("code", problem.Code.Text);
            writer.WriteString("message", problem.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static ImmutableArray<RecordProblem> Read(JsonValue value, DefectCollector defects) => [.. value.OptionalMaps("problems", defects).Select(problem => ReadOne(problem, defects)).OfType<RecordProblem>()];

    private static RecordProblem? ReadOne(JsonValue value, DefectCollector defects)
    {
        var (code, message) = (value.RequiredText("code", defects) ?? "", value.RequiredText("message", defects) ?? "");
        try
        {
            return new RecordProblem(new DiagnosticCode(code), message);
        }
        catch (ArgumentException)
        {
            defects.Add(ResultsCodes.Unreadable, value, $"'{code}' is no diagnostic code");
            return null;
        }
    }
}
