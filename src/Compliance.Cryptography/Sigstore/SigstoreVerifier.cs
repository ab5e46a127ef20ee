using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Logs;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Cryptography.Sigstore;

/// <summary>
/// Verifies Sigstore bundles of versions 0.1 to 0.3 offline by the caller's trusted root (Sigstore client specification; protobuf-specs
/// <c>sigstore_bundle.proto</c>). It opens no socket and reads no clock: keyless signatures are judged at the times that logs and timestamp authorities prove.
/// Safe for several threads.
/// </summary>
public sealed class SigstoreVerifier(TrustedRoot root, SigstoreRequirements? requirements = null)
{
    /// <summary>Log entries and timestamps of one bundle.</summary>
    public const int MaxEntries = 32;

    private const int MaxCertificates = 10;
    private readonly SigstoreRequirements needed = requirements ?? SigstoreRequirements.Default;

    /// <param name="bundle">The bundle's JSON.</param>
    /// <param name="document">How checks name it.</param>
    /// <param name="artifact">What should have been signed. Null for an envelope whose statement the caller compares.</param>
    /// <param name="identity">Whom the certificate must name; null asks nobody.</param>
    /// <param name="managedKey">The caller's key for a bundle that only hints at one.</param>
    public SigstoreResult Verify(ReadOnlyMemory<byte> bundle, string document, SigstoreArtifact? artifact, SigstoreIdentity? identity = null, PublicKey? managedKey = null, Limits? limits = null)
    {
        var reading = SigstoreBundle.Read(bundle, document, limits);
        if (reading.TryGet(out var read)) return Verify(read, artifact, identity, managedKey, limits);
        var checks = new CheckList();
        foreach (var defect in reading.Defects) checks.Failed(SigstoreCodes.Bundle, defect.ToString());
        return Stopped(checks);
    }

    public SigstoreResult Verify(SigstoreBundle bundle, SigstoreArtifact? artifact, SigstoreIdentity? identity = null, PublicKey? managedKey = null, Limits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var checks = new CheckList();
        var material = Material(bundle, artifact, managedKey, limits ?? Limits.Default, checks);
        return material is null ? Stopped(checks) : new MaterialVerifier(root, needed, checks).Verify(material, identity);
    }

    private SigstoreResult Stopped(CheckList checks) => new() { Checks = checks.ToImmutable(), Root = root, Times = [], Logs = [], Module = PlatformModule.Current };

    private SigningMaterial? Material(SigstoreBundle bundle, SigstoreArtifact? artifact, PublicKey? managedKey, Limits limits, CheckList checks)
    {
        var defects = new DefectCollector(limits);
        var entries = Entries(bundle.VerificationMaterial, defects);
        var timestamps = Timestamps(bundle.VerificationMaterial, defects);
        foreach (var defect in defects.ToImmutable()) checks.Failed(defect.Code, defect.ToString());
        var certificates = Certificates(bundle, checks);
        if (certificates is null) return null;
        if (certificates.Value.IsEmpty && managedKey is null)
        {
            checks.Indeterminate(SigstoreCodes.Key, $"the bundle hints at the key '{bundle.PublicKeyHint}', and no key was given");
            return null;
        }

        JudgeHint(bundle, checks);
        var (signature, content, payload) = Content(bundle, artifact, checks);
        if (content is null) return null;
        var isOldest = bundle.MediaType.EndsWith("0.1", StringComparison.Ordinal);
        return new SigningMaterial(
            signature, content, payload, null, certificates.Value.IsEmpty ? null : certificates.Value[0], certificates.Value.IsEmpty ? [] : certificates.Value[1..],
            certificates.Value.IsEmpty ? managedKey : null, entries, timestamps, signature, RequireProof: !isOldest, RequirePromise: isOldest && !entries.Any(entry => entry.IsVersion2));
    }

    private static (ReadOnlyMemory<byte> Signature, SigstoreArtifact? Content, ReadOnlyMemory<byte>? Payload) Content(SigstoreBundle bundle, SigstoreArtifact? artifact, CheckList checks)
    {
        if (bundle.Envelope is { } envelope)
        {
            if (envelope.PayloadType != DsseEnvelope.InTotoPayloadType) checks.Failed(Trust.SignatureCodes.PayloadType, $"payload type is '{envelope.PayloadType}', expected {DsseEnvelope.InTotoPayloadType}");
            return (envelope.Signatures[0].Signature.AsMemory(), SigstoreArtifact.Of(envelope.PreAuthenticationEncoding()), envelope.Payload.AsMemory());
        }

        var message = bundle.Message!;
        if (artifact is null)
        {
            checks.Indeterminate(SigstoreCodes.Artifact, "the bundle signs an artifact that was not given");
            return default;
        }

        JudgeDigest(message, artifact, checks);
        return (message.Signature.AsMemory(), artifact, null);
    }

    // The digest in the bundle only identifies the artifact; a difference says early that another one was meant.
    private static void JudgeDigest(BundleMessageSignature message, SigstoreArtifact artifact, CheckList checks)
    {
        var algorithm = message.DigestAlgorithm switch { "SHA2_256" => "sha256", "SHA2_384" => "sha384", "SHA2_512" => "sha512", _ => "" };
        if (message.Digest.IsEmpty || artifact.Hash(algorithm) is not { } found) return;
        if (found.AsSpan().SequenceEqual(message.Digest.AsSpan())) checks.Passed(SigstoreCodes.Artifact, $"the artifact has the {algorithm} that the bundle names");
        else checks.Failed(SigstoreCodes.Artifact, $"the artifact's {algorithm} is {Convert.ToHexStringLower(found)}, the bundle names {Convert.ToHexStringLower(message.Digest.AsSpan())}");
    }

    private static void JudgeHint(SigstoreBundle bundle, CheckList checks)
    {
        if (bundle is { PublicKeyHint.Length: > 0, Envelope: { } envelope } && envelope.Signatures[0].KeyId is { Length: > 0 } keyId && keyId != bundle.PublicKeyHint)
            checks.Failed(SigstoreCodes.Key, $"the bundle hints at the key '{bundle.PublicKeyHint}', its envelope at '{keyId}'");
    }

    private ImmutableArray<ParsedCertificate>? Certificates(SigstoreBundle bundle, CheckList checks)
    {
        var parsed = ImmutableArray.CreateBuilder<ParsedCertificate>();
        if (bundle.Certificates.Length > MaxCertificates)
        {
            checks.Failed(SigstoreCodes.Limits, string.Create(CultureInfo.InvariantCulture, $"{bundle.Certificates.Length} certificates, at most {MaxCertificates} are looked at"));
            return null;
        }

        foreach (var der in bundle.Certificates)
        {
            if (ParsedCertificate.Read(der.AsMemory()) is { } certificate)
            {
                parsed.Add(certificate);
                continue;
            }

            checks.Failed(SigstoreCodes.KeyMaterial, "a certificate of the bundle is not X.509 in DER");
            return null;
        }

        JudgeRoots(parsed.Skip(1).Where(certificate => certificate.IsSelfIssued), checks);
        return parsed.ToImmutable();
    }

    // sigstore_common.proto, X509CertificateChain: signers must not include root certificates. Early clients did; one that is the caller's own anchor does no harm.
    private void JudgeRoots(IEnumerable<ParsedCertificate> roots, CheckList checks)
    {
        foreach (var brought in roots)
        {
            if (root.CertificateAuthorities.Any(authority => authority.Anchor.Hash.SequenceEqual(brought.Hash)))
                checks.Note(SigstoreCodes.RootInBundle, "the bundle brings a root certificate that the trusted root has, too: it was not used");
            else
                checks.Failed(SigstoreCodes.RootInBundle, "the bundle brings a root certificate of its own: trust comes from the caller's trusted root alone");
        }
    }

    private static ImmutableArray<LogEntry> Entries(JsonValue material, DefectCollector defects)
    {
        var entries = ImmutableArray.CreateBuilder<LogEntry>();
        var list = material["tlogEntries"];
        if (list.Count > MaxEntries) defects.Add(SigstoreCodes.Limits, list, $"{list.Count} log entries, at most {MaxEntries} are looked at");
        foreach (var item in list.Items.Take(MaxEntries))
        {
            if (LogEntries.Read(item, defects) is { } entry) entries.Add(entry);
        }

        if (entries.DistinctBy(entry => (Convert.ToHexString(entry.LogId.AsSpan()), entry.LogIndex)).Count() != entries.Count)
            defects.Add(SigstoreCodes.Limits, list, "the same log entry is there twice");
        return entries.ToImmutable();
    }

    internal static ImmutableArray<ReadOnlyMemory<byte>> Timestamps(JsonValue material, DefectCollector defects)
    {
        var timestamps = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        var list = material["timestampVerificationData"]["rfc3161Timestamps"];
        if (list.Count > MaxEntries) defects.Add(SigstoreCodes.Limits, list, $"{list.Count} timestamps, at most {MaxEntries} are looked at");
        foreach (var item in list.Items.Take(MaxEntries))
        {
            var text = item["signedTimestamp"].AsText ?? "";
            var buffer = new byte[text.Length];
            if (text.Length > 0 && Convert.TryFromBase64String(text, buffer, out var length)) timestamps.Add(buffer.AsMemory(0, length));
            else defects.Add(SigstoreCodes.Timestamp, item, "a timestamp is not base64");
        }

        return timestamps.ToImmutable();
    }
}
