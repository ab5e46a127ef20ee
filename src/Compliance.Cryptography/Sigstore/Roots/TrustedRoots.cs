using System.Collections.Immutable;
using System.Security.Cryptography;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Cryptography.Sigstore.Roots;

/// <summary>
/// Reads <c>trusted_root.json</c> (protobuf-specs <c>sigstore_trustroot.proto</c>) in all published versions, and the <c>trustedRoot</c> inside a client trust
/// configuration. A key of an unsupported kind is kept without its key and reported; anything else that is unclear refuses the file.
/// </summary>
public static class TrustedRoots
{
    /// <summary>Instances of each kind.</summary>
    public const int MaxInstances = 256;

    private const string ClientConfiguration = "application/vnd.dev.sigstore.clienttrustconfig.v0.1+json";

    private static readonly string[] MediaTypes =
    [
        "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        "application/vnd.dev.sigstore.trustedroot.v0.1+json",
        "application/vnd.dev.sigstore.trustedroot+json;version=0.2",
        "application/vnd.dev.sigstore.trustedroot.v0.2+json",
    ];

    /// <param name="name">How the caller named the file, for defects and checks.</param>
    public static Reading<TrustedRoot> Read(ReadOnlyMemory<byte> bytes, string name, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var reading = StrictJson.Read(bytes, name, limits);
        if (!reading.TryGet(out var tree)) return Readings.Reject<TrustedRoot>(reading.Defects);
        var root = tree.Root["mediaType"].TextEquals(ClientConfiguration) ? tree.Root["trustedRoot"] : tree.Root;
        var defects = new DefectCollector(limits);
        var mediaType = root["mediaType"].AsText ?? "";
        if (!MediaTypes.Contains(mediaType, StringComparer.Ordinal))
        {
            return Readings.Reject<TrustedRoot>(
                SigstoreCodes.RootVersion, root.HasValue ? root.Locator : new Locator(name), $"media type '{mediaType}' is no trusted root of version 0.1 or 0.2");
        }

        var tolerated = new DefectCollector(limits);
        var trusted = new TrustedRoot
        {
            Name = name,
            Digest = Digest.Sha256(SHA256.HashData(bytes.Span)),
            MediaType = mediaType,
            Logs = Logs(root, "tlogs", defects, tolerated),
            CertificateLogs = Logs(root, "ctlogs", defects, tolerated),
            CertificateAuthorities = Authorities(root, "certificateAuthorities", defects),
            TimestampAuthorities = Authorities(root, "timestampAuthorities", defects),
        };
        return defects.Count > 0 ? Readings.Reject<TrustedRoot>(defects.ToImmutable()) : Readings.Accept(trusted, [.. reading.Defects, .. tolerated.ToImmutable()]);
    }

    private static ImmutableArray<LogInstance> Logs(JsonValue root, string name, DefectCollector defects, DefectCollector tolerated)
    {
        var logs = ImmutableArray.CreateBuilder<LogInstance>();
        foreach (var item in Instances(root, name, defects))
        {
            var publicKey = item.RequiredMap("publicKey", defects, SigstoreCodes.RootUnreadable);
            var details = publicKey.RequiredText("keyDetails", defects, SigstoreCodes.RootUnreadable) ?? "";
            var raw = Bytes(publicKey, "rawBytes", defects);
            // Version 0.2 names the id that entries carry; older ones have only logId.
            var id = Bytes(item.RequiredMap("logId", defects, SigstoreCodes.RootUnreadable), "keyId", defects);
            if (raw is null || id is null) continue;
            var key = LogKeys.Read(raw, details, name);
            if (!key.TryGet(out var usable)) tolerated.Add(SigstoreCodes.RootKey, publicKey, $"a key of {name} can't be used: {key.Defects[0].Message}");
            var url = item.OptionalText("baseUrl", defects, SigstoreCodes.RootUnreadable) ?? "";
            logs.Add(new LogInstance(url, [.. id], usable, details, Window(publicKey, defects), item.OptionalText("operator", defects, SigstoreCodes.RootUnreadable) is { Length: > 0 } by ? by : url));
        }

        return logs.ToImmutable();
    }

    private static ImmutableArray<AuthorityInstance> Authorities(JsonValue root, string name, DefectCollector defects)
    {
        var authorities = ImmutableArray.CreateBuilder<AuthorityInstance>();
        foreach (var item in Instances(root, name, defects))
        {
            var chain = ImmutableArray.CreateBuilder<ParsedCertificate>();
            foreach (var entry in item["certChain"]["certificates"].Items.Take(MaxInstances))
            {
                if (Bytes(entry, "rawBytes", defects) is not { } der) continue;
                if (ParsedCertificate.Read(der) is { } certificate) chain.Add(certificate);
                else defects.Add(SigstoreCodes.RootKey, entry, $"a certificate of {name} is not X.509 in DER");
            }

            if (chain.Count == 0)
            {
                defects.Add(SigstoreCodes.RootUnreadable, item, $"an entry of {name} has no certificates");
                continue;
            }

            var uri = item.OptionalText("uri", defects, SigstoreCodes.RootUnreadable) ?? "";
            var subject = item["subject"]["organization"].AsText ?? uri;
            var by = item.OptionalText("operator", defects, SigstoreCodes.RootUnreadable) is { Length: > 0 } stated ? stated : uri.Length > 0 ? uri : subject;
            authorities.Add(new AuthorityInstance(uri, by, chain.ToImmutable(), Window(item, defects)));
        }

        return authorities.ToImmutable();
    }

    private static IEnumerable<JsonValue> Instances(JsonValue root, string name, DefectCollector defects)
    {
        var list = root.OptionalList(name, defects, SigstoreCodes.RootUnreadable);
        if (list.Count > MaxInstances) defects.Add(SigstoreCodes.Limits, list, $"{list.Count} entries in {name}, at most {MaxInstances} are read");
        foreach (var item in list.Items.Take(MaxInstances))
        {
            if (item.IsMap) yield return item;
            else defects.Add(SigstoreCodes.RootUnreadable, item, $"an entry of {name} is not an object");
        }
    }

    private static byte[]? Bytes(JsonValue map, string name, DefectCollector defects)
    {
        if (map.RequiredText(name, defects, SigstoreCodes.RootUnreadable) is not { } text) return null;
        var buffer = new byte[text.Length];
        if (Convert.TryFromBase64String(text, buffer, out var length)) return buffer[..length];
        defects.Add(SigstoreCodes.RootUnreadable, map[name], $"'{name}' is not base64");
        return null;
    }

    private static ValidityWindow Window(JsonValue map, DefectCollector defects)
    {
        var window = map.OptionalMap("validFor", defects, SigstoreCodes.RootUnreadable);
        return new ValidityWindow(Time(window, "start", defects), Time(window, "end", defects));
    }

    private static DateTimeOffset? Time(JsonValue map, string name, DefectCollector defects)
    {
        if (map.OptionalText(name, defects, SigstoreCodes.RootUnreadable) is not { } text) return null;
        if (Rfc3339.TryParse(text, out var time)) return time;
        defects.Add(SigstoreCodes.RootUnreadable, map[name], $"'{name}' is '{text}', not a time as in RFC 3339");
        return null;
    }
}
