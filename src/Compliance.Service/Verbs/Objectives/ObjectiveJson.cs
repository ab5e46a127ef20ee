using System.Text.Json;
using Compliance.Policy.Results;

namespace Compliance.Service.Verbs.Objectives;

/// <summary>Objectives, needed evidence and deviations as <c>show --json</c> spells them.</summary>
internal static class ObjectiveJson
{
    public static void Write(Utf8JsonWriter writer, Evaluation evaluation)
    {
        writer.WriteStartArray("objectives");
        foreach (var objective in evaluation.Objectives)
        {
            writer.WriteStartObject();
            writer.WriteString("image", objective.Subject.ToString());
            writer.WriteString("framework", objective.Framework);
            writer.WriteString("control", objective.Control);
            writer.WriteString("objective", objective.Objective);
            writer.WriteString("state", objective.State.ToWords());
            writer.WriteString("note", objective.Note);
            writer.WriteStartObject("policies");
            foreach (var policy in objective.Policies) writer.WriteString(policy.PolicyId, policy.Verdict.ToWords());
            writer.WriteEndObject();
            WriteTexts(writer, "needs", objective.Needs);
            writer.WriteString("humanState", objective.HumanState.ToWords());
            WriteTexts(writer, "human", objective.Human);
            writer.WriteEndObject();
        }

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

    public static void WriteDeviation(Utf8JsonWriter writer, Deviation deviation)
    {
        writer.WriteStartObject("deviation");
        writer.WriteString("state", deviation.State.ToWords());
        writer.WriteString("rule", deviation.Rule);
        writer.WriteString("detail", deviation.Detail);
        writer.WriteString("reason", deviation.Reason);
        writer.WriteString("customerRisk", deviation.CustomerRisk);
        writer.WriteString("acceptedBy", deviation.AcceptedBy);
        writer.WriteString("acceptedOn", deviation.AcceptedOn);
        writer.WriteString("expires", deviation.Expires);
        writer.WriteString("document", deviation.Document);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
