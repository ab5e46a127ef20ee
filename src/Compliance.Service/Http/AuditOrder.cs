using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.References;
using Compliance.Service.Auditing;

namespace Compliance.Service.Http;

/// <summary>
/// The body of <c>POST /audits</c>: <c>{"image": "oci:…", "profile": "…", "system": "/…", "waivers": "/…", "evidence": "/…", "asset": "…"}</c>; all but the image
/// may be left out. Paths are those of the service's machine, and mean what the options of <c>compliance audit</c> mean.
/// </summary>
internal sealed record AuditOrder(ImageReference Image, string Profile)
{
    public const int MaxBytes = 64 << 10;

    private static readonly ImmutableArray<string> Known = ["image", "profile", "system", "waivers", "evidence", "asset"];

    /// <summary>System file; null for none.</summary>
    public string? System { get; init; }

    /// <summary>Folder of waivers; null for the one beside the system file.</summary>
    public string? Waivers { get; init; }

    /// <summary>Folder of human evidence and benchmark results; null for none.</summary>
    public string? Evidence { get; init; }

    /// <summary>The class of images for the record of findings; null for the reference without tag and digest.</summary>
    public string? Asset { get; init; }

    public static Reading<AuditOrder> Read(byte[] body, Limits limits)
    {
        var reading = StrictJson.Read(body, "body", limits);
        if (!reading.TryGet(out var tree)) return Readings.Reject<AuditOrder>(reading.Defects);
        var root = tree.Root;
        if (!root.IsMap) return Reject(root, "the body is a JSON object with 'image' and, if wanted, 'profile'");
        foreach (var member in root.Members)
        {
            if (!Known.Contains(member.Name)) return Reject(member.Value, $"no member '{member.Name}' is known here: {string.Join(", ", Known)}");
            if (member.Value.AsText is null) return Reject(member.Value, $"'{member.Name}' is not text");
        }

        if (root["image"].AsText is not { } image) return Reject(root, "'image' is missing");
        var reference = ImageReference.Parse(image);
        return reference.TryGet(out var parsed)
            ? Readings.Accept(new AuditOrder(parsed, root["profile"].AsText ?? AuditRequest.DefaultProfile) { System = root["system"].AsText, Waivers = root["waivers"].AsText, Evidence = root["evidence"].AsText, Asset = root["asset"].AsText })
            : Readings.Reject<AuditOrder>(reference.Defects);
    }

    /// <summary>What it names that lies in no root: nothing when the order may be carried out.</summary>
    public IEnumerable<Defect> Outside(ImmutableArray<string> roots)
    {
        if (!Roots.Allow(roots, Image)) yield return Outside(Image.Text);
        foreach (var path in (string?[])[System, Waivers, Evidence])
        {
            if (path is not null && !Roots.Allow(roots, path)) yield return Outside(path);
        }
    }

    private static Defect Outside(string path) => new(HttpCodes.OutsideRoots, new Locator(path), "not inside a configured folder, or a link lies in it");

    private static Reading<AuditOrder> Reject(JsonValue at, string message) => Readings.Reject<AuditOrder>(HttpCodes.BadOrder, at.Locator, message);
}
