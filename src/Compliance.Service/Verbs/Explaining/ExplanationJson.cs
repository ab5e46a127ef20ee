using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Formats;
using Compliance.Policy.Explaining;
using Compliance.Policy.Results;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Explaining;

/// <summary>An explanation for programs.</summary>
internal static class ExplanationJson
{
    public static void Write(TextWriter output, string policy, ImmutableArray<(Digest Image, PolicyExplanation Explanation)> explanations) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("policy", policy);
        writer.WriteStartArray("images");
        foreach (var (image, explanation) in explanations)
        {
            writer.WriteStartObject();
            writer.WriteString("image", image.ToString());
            writer.WriteString("verdict", explanation.Result.Verdict.ToWords());
            writer.WriteStartArray("around");
            foreach (var check in explanation.Around) WriteCheck(writer, check);
            writer.WriteEndArray();
            writer.WriteStartArray("items");
            foreach (var item in explanation.Items) WriteItem(writer, item);
            writer.WriteEndArray();
            writer.WriteStartArray("flips");
            foreach (var flip in explanation.Flips) FlipText.WriteJson(writer, flip);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteItem(Utf8JsonWriter writer, ItemExplanation item)
    {
        writer.WriteStartObject();
        writer.WriteString("item", item.Item);
        writer.WriteString("fact", item.FactId);
        writer.WriteString("source", item.Source);
        writer.WriteBoolean("judged", item.IsJudged);
        writer.WriteString("verdict", item.Verdict.ToWords());
        writer.WriteStartArray("checks");
        foreach (var check in item.Checks) WriteCheck(writer, check);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteCheck(Utf8JsonWriter writer, CheckExplanation check)
    {
        writer.WriteStartObject();
        writer.WriteString("check", check.Check);
        writer.WriteString("expression", check.Expression);
        writer.WriteString("verdict", check.Verdict.ToWords());
        writer.WriteString("value", check.Value);
        writer.WriteStartArray("attributes");
        foreach (var attribute in check.Attributes)
        {
            writer.WriteStartObject();
            writer.WriteString("attribute", attribute.Attribute);
            writer.WriteString("value", attribute.Value);
            writer.WriteString("fact", attribute.FactId);
            writer.WriteString("source", attribute.Source);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("wouldBeMetIf");
        foreach (var advice in check.WouldBeMetIf) writer.WriteStringValue(advice);
        writer.WriteEndArray();
        writer.WritePropertyName("tree");
        WriteTree(writer, check.Tree);
        writer.WriteEndObject();
    }

    private static void WriteTree(Utf8JsonWriter writer, ExplainedPart part)
    {
        writer.WriteStartObject();
        writer.WriteString("text", part.Text);
        writer.WriteString("value", part.Value);
        writer.WriteStartArray("parts");
        foreach (var child in part.Children) WriteTree(writer, child);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
