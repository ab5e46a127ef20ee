using System.Globalization;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Compose.Output;
using Compliance.Policy.Results;

namespace Compliance.Pipeline.Plan;

/// <summary>A plan as canonical JSON: equal plans have equal bytes.</summary>
public static class PlanDocument
{
    public static byte[] Write(RebuildPlan plan) => CanonicalJson.Write(writer => Write(writer, plan));

    public static void Write(CanonicalJsonWriter writer, RebuildPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        writer.WriteStartObject();
        writer.WriteString("subject", plan.Subject);
        writer.WriteStrings("before", plan.Before.Select(digest => digest.ToString()));
        writer.WriteString("profile", plan.ProfileId);
        writer.WriteString("evaluatedAt", plan.EvaluatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        List(writer, "recipe", plan.Recipe, file =>
        {
            writer.WriteString("name", file.Name);
            writer.WriteString("digest", file.Digest.ToString());
        });
        List(writer, "indexes", plan.Indexes, index =>
        {
            writer.WriteString("repository", index.Repository);
            writer.WriteString("architecture", index.Architecture);
            writer.WriteString("digest", index.Index.ToString());
        });
        WriteWork(writer, plan);
        WriteFigures(writer, plan);
        // The document that goes into the image, so that a reader sees exactly what is composed.
        writer.WriteString("configuration", System.Text.Encoding.UTF8.GetString(LockedConfiguration.Write(plan.Configuration)));
        List(writer, "after", plan.After, image =>
        {
            writer.WriteString("architecture", image.Architecture);
            writer.WriteString("manifest", image.Manifest.ToString());
        });
        writer.WriteStrings("notes", plan.Notes);
        writer.WriteEndObject();
    }

    private static void WriteWork(CanonicalJsonWriter writer, RebuildPlan plan)
    {
        List(writer, "operations", plan.Operations, operation =>
        {
            writer.WriteString("operation", operation.Word);
            writer.WriteString("target", operation.Target);
            writer.WriteString("detail", operation.Detail);
            writer.WriteStrings("policies", operation.Policies);
        });
        List(writer, "unfixed", plan.Unfixed, finding =>
        {
            writer.WriteString("policy", finding.PolicyId);
            writer.WriteString("verdict", finding.Verdict.ToWords());
            writer.WriteString("item", finding.Item);
            writer.WriteString("reason", finding.Reason);
            writer.WriteString("owner", finding.Owner);
        });
    }

    private static void WriteFigures(CanonicalJsonWriter writer, RebuildPlan plan)
    {
        List(writer, "predictions", plan.Predictions, prediction =>
        {
            writer.WriteString("policy", prediction.PolicyId);
            writer.WriteString("severity", prediction.Severity);
            writer.WriteString("before", prediction.Before?.ToWords());
            writer.WriteString("after", prediction.After.ToWords());
        });
        List(writer, "packages", plan.Packages, change =>
        {
            writer.WriteString("name", change.Name);
            writer.WriteString("before", change.Before);
            writer.WriteString("after", change.After);
            writer.WriteString("why", change.Why);
        });
        writer.WriteNumber("bytesBefore", plan.BytesBefore);
        writer.WriteNumber("bytesAfter", plan.BytesAfter);
        Number(writer, "vulnerabilitiesBefore", plan.VulnerabilitiesBefore);
        Number(writer, "vulnerabilitiesAfter", plan.VulnerabilitiesAfter);
    }

    private static void Number(CanonicalJsonWriter writer, string name, int? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }

    private static void List<T>(CanonicalJsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
