using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary>The part of <c>results.json</c> about objectives, and about what people have to provide.</summary>
internal static class ObjectivesDocument
{
    public static void Write(CanonicalJsonWriter writer, Evaluation evaluation)
    {
        writer.WriteStartArray("objectives");
        foreach (var objective in evaluation.Objectives) Write(writer, objective);
        writer.WriteEndArray();
        writer.WriteStartArray("needed");
        foreach (var needed in evaluation.Needed)
        {
            writer.WriteStartObject();
            writer.WriteString("check", needed.Id);
            writer.WriteString("title", needed.Title);
            writer.WriteString("method", needed.Method);
            writer.WriteString("provide", needed.Provide);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static ImmutableArray<ObjectiveResult> ReadObjectives(JsonValue root, DefectCollector defects) =>
        [.. root.OptionalMaps("objectives", defects).Select(value => ReadObjective(value, defects)).OfType<ObjectiveResult>()];

    public static ImmutableArray<NeededEvidence> ReadNeeded(JsonValue root, DefectCollector defects) =>
        [.. root.OptionalMaps("needed", defects).Select(value => new NeededEvidence(Text(value, "check", defects), Text(value, "title", defects), Text(value, "method", defects), Text(value, "provide", defects)))];

    private static void Write(CanonicalJsonWriter writer, ObjectiveResult objective)
    {
        writer.WriteStartObject();
        writer.WriteString("subject", objective.Subject.ToString());
        writer.WriteString("framework", objective.Framework);
        writer.WriteString("control", objective.Control);
        writer.WriteString("objective", objective.Objective);
        writer.WriteString("state", objective.State.ToWords());
        writer.WriteString("note", objective.Note);
        writer.WriteStartArray("policies");
        foreach (var policy in objective.Policies)
        {
            writer.WriteStartObject();
            writer.WriteString("policy", policy.PolicyId);
            writer.WriteString("verdict", policy.Verdict.ToWords());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStrings("needs", objective.Needs);
        if (!objective.Human.IsEmpty)
        {
            writer.WriteStrings("human", objective.Human);
            writer.WriteString("humanState", objective.HumanState.ToWords());
        }

        writer.WriteEndObject();
    }

    private static ObjectiveResult? ReadObjective(JsonValue value, DefectCollector defects)
    {
        if (!Digest.TryParse(Text(value, "subject", defects), out var subject) || StateOf(Text(value, "state", defects)) is not { } state)
        {
            defects.Add(ResultsCodes.Unreadable, value, "an objective lacks its subject or state");
            return null;
        }

        return new ObjectiveResult
        {
            Subject = subject,
            Framework = Text(value, "framework", defects),
            Control = Text(value, "control", defects),
            Objective = Text(value, "objective", defects),
            State = state,
            Note = Text(value, "note", defects),
            Policies = [.. value.OptionalMaps("policies", defects).Select(policy => ReadVerdict(policy, defects))],
            Needs = [.. value.OptionalTexts("needs", defects)],
            Human = [.. value.OptionalTexts("human", defects)],
            HumanState = value["humanState"].AsText is { } word ? StateOf(word) ?? default : default,
        };
    }

    private static ObjectiveVerdict ReadVerdict(JsonValue value, DefectCollector defects)
    {
        if (ResultsReader.Parse(Text(value, "verdict", defects)) is not { } verdict)
        {
            defects.Add(ResultsCodes.Unreadable, value, "a policy of an objective has no verdict");
            verdict = Verdict.Unknown;
        }

        return new ObjectiveVerdict(Text(value, "policy", defects), verdict);
    }

    private static ObjectiveState? StateOf(string words) => words switch
    {
        "supported" => ObjectiveState.Supported,
        "contradicted" => ObjectiveState.Contradicted,
        "not evidenced" => ObjectiveState.NotEvidenced,
        _ => null,
    };

    private static string Text(JsonValue value, string name, DefectCollector defects) => value.RequiredText(name, defects) ?? "";
}
