using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary><c>data/results/results.json</c>: the evaluation, canonical JSON.</summary>
public static class ResultsDocument
{
    internal const string Schema = "compliance/results/v1";

    /// <summary>Same evaluation, same bytes.</summary>
    public static byte[] Write(Evaluation evaluation) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("schema", Schema);
        writer.WriteString("engine", evaluation.Engine);
        writer.WriteStartObject("profile");
        writer.WriteString("id", evaluation.ProfileId);
        writer.WriteString("title", evaluation.ProfileTitle);
        writer.WriteEndObject();
        writer.WriteString("policySet", evaluation.PolicySet.ToString());
        writer.WriteString("evaluatedAt", Times.Format(evaluation.EvaluatedAt));
        writer.WriteString("verdict", evaluation.Verdict.ToWords());
        writer.WriteStartArray("results");
        foreach (var result in evaluation.Results) WriteResult(writer, result);
        writer.WriteEndArray();
        ExceptionsDocument.Write(writer, evaluation);
        ObjectivesDocument.Write(writer, evaluation);
        PeopleDocument.Write(writer, evaluation);
        writer.WriteEndObject();
    });

    /// <summary>The evaluation that the bytes say. They must be canonical, and the verdict they state must be the one of their results.</summary>
    /// <param name="document">Name for locators.</param>
    public static Reading<Evaluation> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null) => ResultsReader.Read(bytes, document, limits ?? Limits.Default);

    private static void WriteDeviation(CanonicalJsonWriter writer, Deviation deviation)
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

    private static void WriteResult(CanonicalJsonWriter writer, PolicyResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("policy", result.PolicyId);
        writer.WriteString("title", result.Title);
        writer.WriteString("family", result.Family);
        writer.WriteString("subject", result.Subject.ToString());
        writer.WriteString("verdict", result.Verdict.ToWords());
        writer.WriteString("severity", result.Severity);
        writer.WriteString("force", result.Force);
        if (result.Deviation is { } deviation) WriteDeviation(writer, deviation);
        writer.WriteNumber("judged", result.Judged);
        writer.WriteBoolean("carriedOnly", result.CarriedOnly);
        writer.WriteStrings("facts", result.FactIds);
        writer.WriteStrings("gaps", result.GapCodes);
        writer.WriteStartArray("reasons");
        foreach (var reason in result.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("check", reason.Check);
            writer.WriteString("item", reason.Item);
            writer.WriteString("verdict", reason.Verdict.ToWords());
            writer.WriteString("force", reason.Force);
            if (reason.Rule.Length > 0) writer.WriteString("rule", reason.Rule);
            writer.WriteString("message", reason.Message);
            writer.WriteString("remedy", reason.Remedy);
            writer.WriteStrings("facts", reason.FactIds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        ExceptionsDocument.Write(writer, result);
        writer.WriteStartArray("controls");
        foreach (var control in result.Controls)
        {
            writer.WriteStartObject();
            writer.WriteString("framework", control.Framework);
            writer.WriteString("id", control.Id);
            writer.WriteString("objective", control.Objective);
            writer.WriteString("force", control.Force);
            writer.WriteString("source", control.Source);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
