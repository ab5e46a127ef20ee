using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Policy.Results;

namespace Compliance.Service.Verbs.Exceptions;

/// <summary>Waivers as <c>--json</c> spells them.</summary>
internal static class WaiversJson
{
    /// <summary>The member <c>waivers</c> of the object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, ImmutableArray<WaiverResult> waivers)
    {
        writer.WriteStartArray("waivers");
        foreach (var waiver in waivers)
        {
            writer.WriteStartObject();
            writer.WriteString("path", waiver.Path);
            writer.WriteString("id", waiver.Id);
            writer.WriteString("policy", waiver.PolicyId);
            writer.WriteString("type", waiver.Type);
            writer.WriteString("state", waiver.State);
            writer.WriteString("expires", waiver.Expires);
            writer.WriteString("reason", waiver.Reason);
            writer.WriteString("requestedBy", waiver.RequestedBy);
            writer.WriteString("validatedBy", waiver.ValidatedBy);
            writer.WriteString("approvedBy", waiver.ApprovedBy);
            writer.WriteString("reference", waiver.Reference);
            writer.WriteString("signature", waiver.Signature);
            if (waiver.LastCheckIn.Length > 0)
            {
                writer.WriteString("lastCheckIn", waiver.LastCheckIn);
                writer.WriteString("nextCheckIn", waiver.NextCheckIn);
            }

            writer.WriteBoolean("hasEffect", waiver.HasEffect);
            writer.WriteStartArray("images");
            foreach (var image in waiver.Images) writer.WriteStringValue(image.ToString());
            writer.WriteEndArray();
            writer.WriteStartArray("problems");
            foreach (var problem in waiver.Problems)
            {
                writer.WriteStartObject();
                writer.WriteString("code", problem.Code.Text);
                writer.WriteString("message", problem.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
