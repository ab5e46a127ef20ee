using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.References;
using Compliance.Service.Auditing;

namespace Compliance.Service.Http;

/// <summary>The body of <c>POST /audits</c>: <c>{"image": "oci:…", "profile": "…"}</c>.</summary>
internal sealed record AuditOrder(ImageReference Image, string Profile)
{
    public const int MaxBytes = 64 << 10;

    public static Reading<AuditOrder> Read(byte[] body, Limits limits)
    {
        var reading = StrictJson.Read(body, "body", limits);
        if (!reading.TryGet(out var tree)) return Readings.Reject<AuditOrder>(reading.Defects);
        var root = tree.Root;
        if (!root.IsMap) return Reject(root, "the body is a JSON object with 'image' and, if wanted, 'profile'");
        foreach (var member in root.Members)
        {
            if (member.Name is not ("image" or "profile")) return Reject(member.Value, $"no member '{member.Name}' is known here: image, profile");
        }

        if (root["image"].AsText is not { } image) return Reject(root, "'image' is missing or is not text");
        var profile = AuditRequest.DefaultProfile;
        if (root["profile"].HasValue)
        {
            if (root["profile"].AsText is not { } named) return Reject(root["profile"], "'profile' is not text");
            profile = named;
        }

        var reference = ImageReference.Parse(image);
        return reference.TryGet(out var parsed) ? Readings.Accept(new AuditOrder(parsed, profile)) : Readings.Reject<AuditOrder>(reference.Defects);
    }

    private static Reading<AuditOrder> Reject(JsonValue at, string message) => Readings.Reject<AuditOrder>(HttpCodes.BadOrder, at.Locator, message);
}
