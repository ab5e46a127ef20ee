using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary>The parts of <c>results.json</c> that speak of waivers. Without waivers there are none of these members.</summary>
internal static class ExceptionsDocument
{
    public static void Write(CanonicalJsonWriter writer, PolicyResult result)
    {
        if (result.Waivers.IsEmpty) return;
        writer.WriteStartArray("waivers");
        foreach (var waiver in result.Waivers)
        {
            writer.WriteStartObject();
            writer.WriteString("id", waiver.Id);
            writer.WriteString("type", waiver.Type);
            writer.WriteString("until", waiver.Until);
            writer.WriteString("approvedBy", waiver.ApprovedBy);
            writer.WriteString("signature", waiver.Signature);
            writer.WriteString("adjustedSeverity", waiver.AdjustedSeverity);
            if (waiver.NextCheckIn.Length > 0) writer.WriteString("nextCheckIn", waiver.NextCheckIn);
            writer.WriteBoolean("fedRampDeviation", waiver.IsFedRampDeviation);
            writer.WriteString("words", waiver.Words);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void Write(CanonicalJsonWriter writer, Evaluation evaluation)
    {
        if (evaluation.Waivers.IsEmpty) return;
        writer.WriteStartArray("waivers");
        foreach (var waiver in evaluation.Waivers)
        {
            writer.WriteStartObject();
            writer.WriteString("path", waiver.Path);
            writer.WriteString("id", waiver.Id);
            writer.WriteString("policy", waiver.PolicyId);
            writer.WriteString("type", waiver.Type);
            writer.WriteString("reason", waiver.Reason);
            writer.WriteString("expires", waiver.Expires);
            writer.WriteString("state", waiver.State);
            writer.WriteString("requestedBy", waiver.RequestedBy);
            writer.WriteString("validatedBy", waiver.ValidatedBy);
            writer.WriteString("approvedBy", waiver.ApprovedBy);
            writer.WriteString("reference", waiver.Reference);
            writer.WriteString("signature", waiver.Signature);
            if (waiver.LastCheckIn.Length > 0) writer.WriteString("lastCheckIn", waiver.LastCheckIn);
            writer.WriteBoolean("hasEffect", waiver.HasEffect);
            writer.WriteStrings("images", waiver.Images.Select(image => image.ToString()));
            ProblemsDocument.Write(writer, waiver.Problems);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static ImmutableArray<AppliedWaiver> ReadApplied(JsonValue result, DefectCollector defects) =>
    [
        .. result.OptionalMaps("waivers", defects).Select(waiver => new AppliedWaiver(
            Text(waiver, "id", defects), Text(waiver, "type", defects), Text(waiver, "until", defects), Text(waiver, "approvedBy", defects), Text(waiver, "signature", defects), Text(waiver, "adjustedSeverity", defects))
        {
            NextCheckIn = waiver.OptionalText("nextCheckIn", defects) ?? "",
        }),
    ];

    public static ImmutableArray<WaiverResult> ReadAll(JsonValue root, DefectCollector defects) => [.. root.OptionalMaps("waivers", defects).Select(waiver => ReadOne(waiver, defects))];

    private static WaiverResult ReadOne(JsonValue value, DefectCollector defects) => new()
    {
        Path = Text(value, "path", defects),
        Id = Text(value, "id", defects),
        PolicyId = Text(value, "policy", defects),
        Type = Text(value, "type", defects),
        Reason = Text(value, "reason", defects),
        Expires = Text(value, "expires", defects),
        State = Text(value, "state", defects),
        RequestedBy = Text(value, "requestedBy", defects),
        ValidatedBy = Text(value, "validatedBy", defects),
        ApprovedBy = Text(value, "approvedBy", defects),
        Reference = Text(value, "reference", defects),
        Signature = Text(value, "signature", defects),
        LastCheckIn = value.OptionalText("lastCheckIn", defects) ?? "",
        Images = [.. value.OptionalTexts("images", defects).Select(text => ReadDigest(text, value, defects)).OfType<Digest>()],
        Problems = ProblemsDocument.Read(value, defects),
    };

    private static Digest? ReadDigest(string text, JsonValue value, DefectCollector defects)
    {
        if (Digest.TryParse(text, out var digest)) return digest;
        defects.Add(ResultsCodes.Unreadable, value, $"'{text}' is no digest");
        return null;
    }

    private static string Text(JsonValue value, string name, DefectCollector defects) => value.RequiredText(name, defects) ?? "";
}
