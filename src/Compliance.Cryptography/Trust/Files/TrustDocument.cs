using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Notary;
using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Cryptography.Trust.Files;

/// <summary>Reads the content of <c>trust.yaml</c>, one identity after the other, gathering every defect.</summary>
internal sealed class TrustDocument(ImmutableArray<TrustFile> files, string folder, DefectCollector defects)
{
    private static readonly string[] RootFields = ["version", "identities", "roots"];
    private static readonly string[] IdentityFields =
        ["name", "key", "certificate", "keyId", "sigstore", "notary", "may", "predicates", "builders", "buildLevel", "verifiers", "repositories", "roles", "validFrom", "validUntil", "unsafeSignsBarePayload", "timestampAnchors"];

    private static readonly string[] PurposeWords = ["sign-images", "attest", "approve-waivers", "collect-evidence", "sign-policies"];

    private static readonly string[] RequireFields = ["logs", "times", "timestamps", "certificateLogs"];

    private static readonly string[] SigstoreFields = ["trustedRoot", "root", "issuer", "identity", "identityPattern", "require"];

    private readonly TrustFields fields = new(defects);
    private NamedRoots? namedRoots;

    private NamedRoots Roots => namedRoots ??= new NamedRoots(fields, defects, File, folder);

    public ImmutableArray<TrustedIdentity> Identities(YamlNode root)
    {
        if (fields.Mapping(root, "trust.yaml", RootFields) is not { } map) return [];
        if (fields.Text(map, "version", required: true) is { } version && version != "1")
            defects.Add(TrustCodes.BadValue, map["version"]!.Locator, $"version {version}: this program reads version 1");
        Roots.Read(map);
        if (fields.Sequence(map, "identities", required: true) is not { } list) return [];
        if (list.Items.Length > TrustPolicies.MaxEntries)
        {
            defects.Add(TrustCodes.TooMany, list.Locator, $"{list.Items.Length} identities, at most {TrustPolicies.MaxEntries}");
            return [];
        }

        var identities = ImmutableArray.CreateBuilder<TrustedIdentity>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (Identity(item) is not { } identity) continue;
            if (!names.Add(identity.Name)) defects.Add(TrustCodes.DuplicateName, item.Locator, $"the name '{identity.Name}' is given twice");
            if (identity.Key is { } key && !keys.TryAdd($"{key.Fingerprint} {identity.KeyId}", identity.Name))
                defects.Add(TrustCodes.DuplicateKey, item.Locator, $"'{identity.Name}' has the same key as '{keys[$"{key.Fingerprint} {identity.KeyId}"]}': one identity a key");
            identities.Add(identity);
        }

        return identities.ToImmutable();
    }

    private int? BuildLevel(YamlMapping map, ImmutableArray<string> builders)
    {
        if (map["buildLevel"] is not { } node) return null;
        if (node is YamlScalar { AsInt64: >= 1 and <= 3 } scalar && !builders.IsEmpty) return (int)scalar.AsInt64.Value;
        defects.Add(TrustCodes.BadValue, node.Locator, "'buildLevel' is a SLSA build level from 1 to 3, beside the builders that it is accepted of");
        return null;
    }

    private TrustedIdentity? Identity(YamlNode node)
    {
        if (fields.Mapping(node, "an identity", IdentityFields) is not { } map) return null;
        var before = defects.Count;
        var name = fields.Text(map, "name", required: true);
        var may = May(map);
        var predicates = fields.Texts(map, "predicates");
        if (may.Contains(TrustPurpose.Attest) && predicates.IsEmpty)
            defects.Add(TrustCodes.MissingField, map.Locator, "an identity that may attest lists its predicates (\"*\" for every type)");
        var roles = fields.Texts(map, "roles");
        if (may.Contains(TrustPurpose.ApproveWaivers) && roles.IsEmpty)
            defects.Add(TrustCodes.MissingField, map.Locator, "an identity that may approve waivers lists the roles in which it does");
        var material = Material(map);
        var (from, until) = Window(map, material?.Certificate);
        var (keyId, repositories, verifiers) = (fields.Text(map, "keyId", required: false), fields.Texts(map, "repositories"), fields.Texts(map, "verifiers"));
        var (builders, levels) = new TrustedBuilders(fields, defects).Read(map);
        var level = BuildLevel(map, builders);
        var isUnsafe = fields.Flag(map, "unsafeSignsBarePayload");
        if (isUnsafe && keyId is null) defects.Add(TrustCodes.MissingField, map.Locator, "a key that signs bare payloads must name its keyId");
        var stamping = TimestampAnchors(map, material);
        var identity = name is null || material is null || defects.Count > before
            ? null
            : new TrustedIdentity
            {
                Name = name,
                Key = material.Key,
                Keyless = material.Keyless,
                Notary = material.Notary,
                KeyId = keyId,
                UnsafeSignsBarePayload = isUnsafe,
                File = material.File.Path,
                FileDigest = Digest.Sha256(SHA256.HashData(material.File.Bytes.Span)),
                May = may,
                PredicateTypes = predicates,
                Builders = builders,
                BuildLevel = level,
                BuilderLevels = levels,
                Verifiers = verifiers,
                Repositories = repositories,
                Roles = roles,
                TimestampAnchors = stamping,
                ValidFrom = from,
                ValidUntil = until,
            };
        material?.Certificate?.Dispose();
        return identity;
    }

    private TrustAnchors? TimestampAnchors(YamlMapping map, Signing? material)
    {
        if (fields.Text(map, "timestampAnchors", required: false) is not { } path) return null;
        if (material is { Key: null })
        {
            defects.Add(TrustCodes.BadValue, map["timestampAnchors"]!.Locator, "'timestampAnchors' belongs to a key or certificate: a trusted root names its own authorities, a Notary signer's stand under notary");
            return null;
        }

        if (File(map["timestampAnchors"]!, path) is not { } file) return null;
        var reading = Certificates.TrustAnchors.Read(file.Bytes.Span, file.Path);
        if (!reading.TryGet(out var anchors)) defects.AddRange(reading.Defects);
        return anchors;
    }

    private ImmutableArray<TrustPurpose> May(YamlMapping map)
    {
        var purposes = ImmutableArray.CreateBuilder<TrustPurpose>();
        if (map["may"] is null) defects.Add(TrustCodes.MissingField, map.Locator, $"'may' is missing: {string.Join(", ", PurposeWords)}");
        foreach (var text in fields.Texts(map, "may"))
        {
            if (Array.IndexOf(PurposeWords, text) is >= 0 and var purpose) purposes.Add((TrustPurpose)purpose);
            else defects.Add(TrustCodes.BadValue, map["may"]!.Locator, $"'{text}' in may: there are {string.Join(", ", PurposeWords)}");
        }

        return [.. purposes.Distinct().Order()];
    }

    private Signing? Material(YamlMapping map)
    {
        var given = ((string[])["key", "certificate", "sigstore", "notary"]).Where(name => map[name] is not null).ToArray();
        if (given.Length != 1)
        {
            defects.Add(given.Length == 0 ? TrustCodes.MissingField : TrustCodes.BadValue, map.Locator, "an identity has exactly one of key, certificate, sigstore and notary");
            return null;
        }

        if (given[0] == "sigstore") return Keyless(map["sigstore"]!);
        if (given[0] == "notary")
            return new TrustedNotary(fields, defects, (node, path) => File(node, path)).Read(map["notary"]!) is var (notaryFile, notary) ? new Signing(notaryFile, null, null, null) { Notary = notary } : null;
        if (fields.Text(map, given[0], required: true) is not { } path || File(map[given[0]]!, path) is not { } file) return null;
        var reading = PublicKeys.Read(file.Bytes.Span, $"{folder}/{file.Path}");
        if (!reading.TryGet(out var key))
        {
            defects.AddRange(reading.Defects);
            return null;
        }

        var certificate = Certificate(file);
        if ((given[0] == "certificate") == certificate is not null) return new Signing(file, key, null, certificate);
        defects.Add(TrustCodes.BadValue, map[given[0]]!.Locator, certificate is null ? $"'{path}' is a bare key: name it under key" : $"'{path}' is a certificate: name it under certificate");
        certificate?.Dispose();
        return null;
    }

    private Signing? Keyless(YamlNode node)
    {
        if (fields.Mapping(node, "sigstore", SigstoreFields) is not { } map) return null;
        var vouching = Vouching(map);
        var issuer = fields.Text(map, "issuer", required: true);
        var identity = fields.Text(map, "identity", required: false);
        var pattern = fields.Text(map, "identityPattern", required: false);
        if ((identity is null) == (pattern is null)) defects.Add(TrustCodes.MissingField, map.Locator, "exactly one of identity and identityPattern is needed");
        if (pattern is not null && !IsPattern(pattern))
            defects.Add(TrustCodes.BadValue, map["identityPattern"]!.Locator, "not a regular expression that can be matched in linear time");
        var requirements = Requirements(map);
        if (vouching is not var (file, root) || issuer is null) return null;
        return new Signing(file, null, new KeylessIdentity(root, issuer, identity, pattern, requirements), null);
    }

    private (TrustFile File, TrustedRoot Root)? Vouching(YamlMapping map)
    {
        if ((map["root"] is null) == (map["trustedRoot"] is null))
        {
            defects.Add(TrustCodes.MissingField, map.Locator, "exactly one of root (a name under roots) and trustedRoot (a file) is needed");
            return null;
        }

        if (map["root"] is { } node) return fields.Text(map, "root", required: true) is { } name ? Roots.Named(node, name) : null;
        return fields.Text(map, "trustedRoot", required: true) is { } path && File(map["trustedRoot"]!, path) is { } file && Roots.Of(file) is { } root ? (file, root) : null;
    }

    private SigstoreRequirements Requirements(YamlMapping sigstore)
    {
        if (sigstore["require"] is not { } node || fields.Mapping(node, "require", RequireFields) is not { } map) return SigstoreRequirements.Default;
        var standard = SigstoreRequirements.Default;
        var read = new SigstoreRequirements(
            fields.Count(map, "logs") ?? standard.Logs, fields.Count(map, "times") ?? standard.Times,
            fields.Count(map, "timestamps") ?? standard.Timestamps, fields.Count(map, "certificateLogs") ?? standard.CertificateLogs);
        if (read.Times == 0) defects.Add(TrustCodes.BadValue, map["times"]!.Locator, "a keyless signature without a proven time means nothing: at least 1 is needed");
        return read;
    }

    private (DateTimeOffset? From, DateTimeOffset? Until) Window(YamlMapping map, X509Certificate2? certificate)
    {
        var from = fields.Time(map, "validFrom");
        var until = fields.Time(map, "validUntil");
        if (certificate is not null)
        {
            var (notBefore, notAfter) = (new DateTimeOffset(certificate.NotBefore.ToUniversalTime()), new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
            from = from > notBefore ? from : notBefore;
            until = until < notAfter ? until : notAfter;
        }

        if (from > until) defects.Add(TrustCodes.EmptyWindow, map.Locator, string.Create(CultureInfo.InvariantCulture, $"the window ends ({until:O}) before it begins ({from:O})"));
        return (from, until);
    }

    private TrustFile? File(YamlNode node, string path)
    {
        var file = files.FirstOrDefault(file => string.Equals(file.Path, path, StringComparison.Ordinal));
        if (file is null) defects.Add(TrustCodes.NoFile, node.Locator, $"no file '{path}' in {folder}");
        return file;
    }

    private static X509Certificate2? Certificate(TrustFile file)
    {
        try
        {
            var isPem = file.Bytes.Span[0] != 0x30;
            return isPem ? X509Certificate2.CreateFromPem(System.Text.Encoding.UTF8.GetString(file.Bytes.Span)) : X509CertificateLoader.LoadCertificate(file.Bytes.Span);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return pattern.Length <= 1_000;
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private sealed record Signing(TrustFile File, Keys.PublicKey? Key, KeylessIdentity? Keyless, X509Certificate2? Certificate)
    {
        public NotaryIdentity? Notary { get; init; }
    }
}
