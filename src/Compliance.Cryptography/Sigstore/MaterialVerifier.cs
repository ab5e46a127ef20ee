using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Logs;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Cryptography.Sigstore.Timestamps;
using Compliance.Cryptography.Trust;

namespace Compliance.Cryptography.Sigstore;

/// <summary>
/// Judges one signature with its certificate, log entries and timestamps by a trusted root. Each step is made and reported, also after one has failed.
/// </summary>
internal sealed class MaterialVerifier(TrustedRoot root, SigstoreRequirements requirements, CheckList checks)
{
    private readonly List<ProvenTime> times = [];
    private readonly SortedDictionary<string, string> logs = new(StringComparer.Ordinal);
    private bool sawUnknownLog;
    private string? uselessTimestamp;

    public SigstoreResult Verify(SigningMaterial material, SigstoreIdentity? identity)
    {
        var key = Key(material);
        var algorithm = key is null ? null : JudgeSignature(material, key);
        JudgeLogs(material);
        JudgeTimestamps(material);
        var claims = material.Leaf is { } leaf ? JudgeCertificate(leaf, material.Intermediates, identity) : null;
        JudgeThresholds(material);
        return new SigstoreResult
        {
            Checks = checks.ToImmutable(),
            Root = root,
            Claims = claims,
            Key = key,
            Algorithm = algorithm,
            Times = [.. times.OrderBy(time => time.Time).ThenBy(time => time.Source, StringComparer.Ordinal)],
            Logs = [.. logs.Values],
            Module = PlatformModule.Current,
        };
    }

    private PublicKey? Key(SigningMaterial material)
    {
        if (material.Leaf is not { } leaf) return material.ManagedKey;
        if (leaf.Key.TryGet(out var key)) return key;
        checks.Failed(SigstoreCodes.KeyMaterial, $"the certificate's key can't be used: {leaf.Key.Defects[0].Message}");
        return null;
    }

    private SignatureAlgorithm? JudgeSignature(SigningMaterial material, PublicKey key)
    {
        try
        {
            foreach (var algorithm in key.Algorithms)
            {
                if (Verifies(material, key, algorithm) is not { } verified)
                {
                    checks.Indeterminate(SigstoreCodes.Signature, $"checking {algorithm.Name} needs the artifact's bytes or its {algorithm.Hash} digest");
                    return null;
                }

                if (!verified) continue;
                checks.Passed(SigstoreCodes.Signature, $"the signature verifies with {algorithm.Name}");
                checks.Add(SignatureCodes.Algorithm, algorithm.IsApproved ? CheckOutcome.Passed : CheckOutcome.Note, $"{algorithm.Name} ({algorithm.Source})");
                return algorithm;
            }

            checks.Failed(SigstoreCodes.Signature, $"the signature does not verify with the {key} key over this content: the content was changed, or another was meant");
        }
        catch (PlatformNotSupportedException)
        {
            checks.Indeterminate(SignatureCodes.Platform, $"this platform can't compute with the {key} key: check on a platform with OpenSSL 3");
        }

        return null;
    }

    /// <summary>Null when what would be needed is not known; a hash beyond the first algorithm's is not asked for.</summary>
    private static bool? Verifies(SigningMaterial material, PublicKey key, SignatureAlgorithm algorithm)
    {
        if (algorithm.Family == SignatureFamily.Ed25519) return material.Content.Bytes is { } bytes ? key.Verify(bytes.Span, material.Signature.Span, algorithm) : null;
        if (material.Content.Hash(algorithm.Hash) is { } hash) return key.VerifyHash(hash, material.Signature.Span, algorithm);
        return algorithm == key.Algorithms[^1] && key.Algorithms.All(one => material.Content.Hash(one.Hash) is null) ? null : false;
    }

    private void JudgeLogs(SigningMaterial material)
    {
        var verifier = material.Leaf?.Encoded ?? material.ManagedKey?.Spki.AsMemory() ?? default;
        var content = new LoggedContent(material.Signature, verifier, material.Content, material.Payload, material.EnvelopeBytes);
        foreach (var entry in material.Entries)
        {
            sawUnknownLog |= !root.Logs.Any(log => log.Id.AsSpan().SequenceEqual(entry.LogId.AsSpan()));
            if (new LogVerifier(root, checks).Verify(entry, content, material.RequireProof, material.RequirePromise) is not { } vouched) continue;
            logs[vouched.Log.Operator] = vouched.Log.BaseUrl;
            if (vouched.Time is { } time) times.Add(new ProvenTime(time, vouched.Log.BaseUrl, vouched.Log.Operator, IsTimestamp: false));
        }
    }

    private void JudgeTimestamps(SigningMaterial material)
    {
        foreach (var timestamp in material.Timestamps)
        {
            if (TimestampVerifier.Verify(timestamp, material.Stamped, root, out var reason) is { } proven)
            {
                checks.Passed(SigstoreCodes.Timestamp, $"{proven.Authority.Operator} saw the signature at {SigstoreText.Of(proven.Time)}, says its timestamp ({proven.Algorithm})");
                times.Add(new ProvenTime(proven.Time, proven.Authority.Uri, proven.Authority.Operator, IsTimestamp: true));
            }
            else
            {
                // One that proves nothing takes nothing away from the others: the threshold decides.
                checks.Note(SigstoreCodes.Timestamp, $"a timestamp proves nothing: {reason}");
                uselessTimestamp = reason;
            }
        }
    }

    private SigningClaims JudgeCertificate(ParsedCertificate leaf, ImmutableArray<ParsedCertificate> intermediates, SigstoreIdentity? identity)
    {
        var claims = SigningClaimsReader.Read(leaf);
        var paths = SigningPath.Find(leaf, intermediates, root.CertificateAuthorities);
        if (paths.IsEmpty) JudgeWithoutPath(leaf);
        else JudgePath(Best(paths), leaf);
        if (identity is not null) JudgeIdentity(claims, identity);
        return claims;
    }

    private void JudgeWithoutPath(ParsedCertificate leaf)
    {
        checks.Failed(SigstoreCodes.Path, $"the certificate was not issued by an authority of {root.Name}: it is of another instance, or the trusted root is too old");
        foreach (var time in times.Where(time => !leaf.IsValidAt(time.Time)))
            checks.Failed(SigstoreCodes.CertificateTime, $"signed at {SigstoreText.Of(time.Time)} ({time.Source}), but the signing certificate is valid from {SigstoreText.Of(leaf.NotBefore)} to {SigstoreText.Of(leaf.NotAfter)}");
    }

    // Two authorities may share names and keys over time; take the one whose window fits.
    private SigningPath Best(ImmutableArray<SigningPath> paths) =>
        paths.FirstOrDefault(path => path.Forbids(CertificateRules.CodeSigning) is null && times.All(time => path.IsOutside(time.Time) is null)) ?? paths[0];

    private void JudgePath(SigningPath path, ParsedCertificate leaf)
    {
        checks.Passed(SigstoreCodes.Path, string.Create(CultureInfo.InvariantCulture, $"the certificate was issued by {path.Authority.Operator}, {path.Certificates.Length - 1} steps to the anchor"));
        if (path.Forbids(CertificateRules.CodeSigning) is { } forbidden) checks.Failed(SigstoreCodes.Usage, forbidden);
        else checks.Passed(SigstoreCodes.Usage, "usages and constraints of the certificates allow it");
        JudgeAlgorithms(path);
        foreach (var time in times)
        {
            if (path.IsOutside(time.Time) is { } outside) checks.Failed(SigstoreCodes.CertificateTime, $"signed at {SigstoreText.Of(time.Time)} ({time.Source}), but {outside}");
            else checks.Passed(SigstoreCodes.CertificateTime, $"every certificate was valid at {SigstoreText.Of(time.Time)} ({time.Source})");
        }

        JudgeCertificateLogs(leaf, path.Issuer);
    }

    // What the certificates themselves are signed with: a chain is as good as its weakest link.
    private void JudgeAlgorithms(SigningPath path)
    {
        var algorithms = path.Certificates.Zip(path.Certificates.Skip(1), (certificate, issuer) => issuer.Key.TryGet(out var key) ? CertificateSignature.Algorithm(certificate.SignatureAlgorithm, key) : null)
            .OfType<SignatureAlgorithm>().Distinct().OrderBy(algorithm => algorithm.Name, StringComparer.Ordinal).ToArray();
        checks.Add(
            SignatureCodes.Algorithm,
            algorithms.All(algorithm => algorithm.IsApproved) ? CheckOutcome.Passed : CheckOutcome.Note,
            $"the certificates are signed with {string.Join(", ", algorithms.Select(algorithm => $"{algorithm.Name} ({algorithm.Source})"))}");
    }

    private void JudgeCertificateLogs(ParsedCertificate leaf, ParsedCertificate issuer)
    {
        if (EmbeddedSct.ReadAll(leaf) is not { } scts)
        {
            checks.Failed(SigstoreCodes.CertificateLog, "the certificate's list of certificate log promises is malformed");
            return;
        }

        var vouching = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var sct in scts)
        {
            var log = root.CertificateLogs.FirstOrDefault(one => one.Id.AsSpan().SequenceEqual(sct.LogId));
            if (log?.Key is null) checks.Note(SigstoreCodes.CertificateLog, $"{root.Name} has no key of the certificate log {Convert.ToHexStringLower(sct.LogId)}");
            else if (!log.Window.Contains(sct.Time)) checks.Failed(SigstoreCodes.CertificateLog, $"promised at {SigstoreText.Of(sct.Time)}, the key of {log.BaseUrl} is valid {log.Window}");
            else if (!SctVerifies(sct, leaf, issuer, log.Key)) checks.Failed(SigstoreCodes.CertificateLog, $"the promise of {log.BaseUrl} to publish the certificate does not verify");
            else vouching.Add(log.Operator);
        }

        if (vouching.Count >= requirements.CertificateLogs) checks.Passed(SigstoreCodes.CertificateLog, $"published by {(vouching.Count == 0 ? "none, none asked" : string.Join(", ", vouching))}");
        else checks.Failed(SigstoreCodes.CertificateLog, string.Create(CultureInfo.InvariantCulture, $"{vouching.Count} certificate logs promised to publish the certificate, {requirements.CertificateLogs} are needed"));
    }

    private static bool SctVerifies(EmbeddedSct sct, ParsedCertificate leaf, ParsedCertificate issuer, PublicKey key)
    {
        var algorithm = (sct.Hash, sct.Family) switch
        {
            (4, 3) => CertificateSignature.Of(SignatureFamily.Ecdsa, "sha256", key),
            (4, 1) => CertificateSignature.Of(SignatureFamily.RsaPkcs1, "sha256", key),
            _ => null,
        };
        return algorithm is not null && key.Verify(sct.SignedData(leaf, issuer), sct.Signature, algorithm);
    }

    private void JudgeIdentity(SigningClaims claims, SigstoreIdentity identity)
    {
        if (identity.Name is not null || identity.NamePattern is not null)
        {
            var (found, wanted) = (string.Join(", ", claims.Names), identity.Name ?? $"a name matching {identity.NamePattern}");
            if (identity.NameMatches(claims)) checks.Passed(SigstoreCodes.Identity, $"the certificate names {found}");
            else checks.Failed(SigstoreCodes.Identity, $"the certificate names {found}, expected {wanted}");
        }

        if (claims.IssuersDiffer) checks.Failed(SigstoreCodes.Issuer, "the certificate states two different issuers of the identity");
        else if (identity.Issuer is not null && identity.IssuerMatches(claims)) checks.Passed(SigstoreCodes.Issuer, $"the identity was issued by {claims.Issuer}");
        else if (identity.Issuer is not null) checks.Failed(SigstoreCodes.Issuer, $"the identity was issued by {claims.Issuer ?? "nobody"}, expected {identity.Issuer}");
    }

    private void JudgeThresholds(SigningMaterial material)
    {
        if (logs.Count >= requirements.Logs) checks.Passed(SigstoreCodes.LogThreshold, string.Create(CultureInfo.InvariantCulture, $"{logs.Count} logs hold the signature, {requirements.Logs} are needed"));
        else
            checks.Add(
                SigstoreCodes.LogThreshold,
                sawUnknownLog ? CheckOutcome.Indeterminate : CheckOutcome.Failed,
                string.Create(CultureInfo.InvariantCulture, $"{logs.Count} logs of {root.Name} hold the signature, {requirements.Logs} are needed"));
        if (material.Leaf is null && requirements.Timestamps == 0) return;
        var (sources, stamps) = (times.DistinctBy(time => time.Operator, StringComparer.Ordinal).Count(), times.Where(time => time.IsTimestamp).DistinctBy(time => time.Operator, StringComparer.Ordinal).Count());
        var enough = sources >= requirements.Times && stamps >= requirements.Timestamps;
        var text = string.Create(CultureInfo.InvariantCulture, $"{sources} sources prove when it was signed ({stamps} timestamp authorities); {requirements.Times} ({requirements.Timestamps}) are needed");
        if (enough) checks.Passed(SigstoreCodes.TimeThreshold, text);
        else checks.Add(SigstoreCodes.TimeThreshold, sawUnknownLog ? CheckOutcome.Indeterminate : CheckOutcome.Failed, uselessTimestamp is null ? text : $"{text}: {uselessTimestamp}");
    }
}
