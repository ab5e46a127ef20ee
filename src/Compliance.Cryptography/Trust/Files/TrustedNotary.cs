using System.Collections.Immutable;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Notary;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Cryptography.Trust.Files;

/// <summary>Reads <c>notary</c> of an identity: anchors, subject and level.</summary>
internal sealed class TrustedNotary(TrustFields fields, DefectCollector defects, Func<YamlNode, string, TrustFile?> file)
{
    private static readonly string[] Known = ["anchors", "subject", "level", "timestampAnchors", "signingAuthority"];
    private static readonly string[] Levels = ["skip", "audit", "permissive", "strict"];

    public (TrustFile File, NotaryIdentity Identity)? Read(YamlNode node)
    {
        if (fields.Mapping(node, "notary", Known) is not { } map) return null;
        var before = defects.Count;
        var level = Level(map);
        var subject = Subject(map);
        var stamping = TimestampAnchors(map);
        var isAuthority = fields.Flag(map, "signingAuthority");
        if (fields.Text(map, "anchors", required: true) is not { } path || file(map["anchors"]!, path) is not { } anchors) return null;
        var reading = PemCertificates.Read(anchors.Bytes.Span, anchors.Path);
        if (!reading.TryGet(out var certificates))
        {
            defects.AddRange(reading.Defects);
            return null;
        }

        var identity = NotaryIdentity.Create(certificates, level, subject, stamping, isAuthority);
        foreach (var certificate in certificates) certificate.Dispose();
        if (identity is null) defects.Add(TrustCodes.BadValue, map["anchors"]!.Locator, $"'{path}' holds a certificate that can't be used");
        return identity is null || defects.Count > before ? null : (anchors, identity);
    }

    private NotaryLevel Level(YamlMapping map)
    {
        if (fields.Text(map, "level", required: false) is not { } text) return NotaryLevel.Strict;
        if (Array.IndexOf(Levels, text) is >= 0 and var level) return (NotaryLevel)level;
        defects.Add(TrustCodes.BadValue, map["level"]!.Locator, $"level is '{text}': there are {string.Join(", ", Levels)}");
        return NotaryLevel.Strict;
    }

    private ImmutableArray<(string Type, string Value)> Subject(YamlMapping map)
    {
        if (fields.Text(map, "subject", required: true) is not { } text || text == "*") return [];
        if (NotaryIdentity.PartsOf(text) is { IsEmpty: false } parts) return parts;
        defects.Add(TrustCodes.BadValue, map["subject"]!.Locator, "'subject' is a distinguished name (C=US, O=Acme), or \"*\" for every subject below the anchors");
        return [];
    }

    private TrustAnchors? TimestampAnchors(YamlMapping map)
    {
        if (fields.Text(map, "timestampAnchors", required: false) is not { } path || file(map["timestampAnchors"]!, path) is not { } found) return null;
        var reading = TrustAnchors.Read(found.Bytes.Span, found.Path);
        if (!reading.TryGet(out var anchors)) defects.AddRange(reading.Defects);
        return anchors;
    }
}
