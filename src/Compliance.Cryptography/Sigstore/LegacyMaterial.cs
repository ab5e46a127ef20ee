using System.Collections.Immutable;
using System.Security.Cryptography;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.SimpleSigning;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Logs;
using Compliance.Cryptography.Trust;
using Compliance.Formats.Reading.Json;

namespace Compliance.Cryptography.Sigstore;

/// <summary>
/// Signing material from the annotations of cosign's layers before bundles: certificate and chain in PEM, the log's promise (never a proof) and a timestamp, each
/// in JSON of its own (cosign <c>pkg/oci/static</c>).
/// </summary>
internal static class LegacyMaterial
{
    private const int MaxCertificates = 10;

    /// <summary>Null when there is no usable certificate; the reasons are checks.</summary>
    /// <param name="stamped">What a timestamp is over: the raw signature, or for attestations the whole envelope.</param>
    public static SigningMaterial? Read(
        ImmutableDictionary<string, string> annotations, ReadOnlyMemory<byte> signature, SigstoreArtifact content, ReadOnlyMemory<byte>? payload, ReadOnlyMemory<byte>? envelope,
        ReadOnlyMemory<byte> stamped, CheckList checks)
    {
        var certificates = Certificates(annotations.GetValueOrDefault(SimpleSigningLayer.CertificateAnnotation, ""));
        if (certificates is not [var leaf])
        {
            checks.Failed(SigstoreCodes.KeyMaterial, $"annotation {SimpleSigningLayer.CertificateAnnotation} is not exactly one certificate in PEM");
            return null;
        }

        var chain = Certificates(annotations.GetValueOrDefault(SimpleSigningLayer.ChainAnnotation, ""));
        if (chain is null)
        {
            checks.Failed(SigstoreCodes.KeyMaterial, $"annotation {SimpleSigningLayer.ChainAnnotation} is not a list of at most {MaxCertificates} certificates in PEM");
            return null;
        }

        var entry = Entry(annotations, checks);
        var timestamp = Timestamp(annotations, checks);
        return new SigningMaterial(
            signature, content, payload, envelope, leaf, [.. chain], null, entry is null ? [] : [entry], timestamp is { } stamp ? [stamp] : [], stamped,
            RequireProof: false, RequirePromise: true);
    }

    private static LogEntry? Entry(ImmutableDictionary<string, string> annotations, CheckList checks)
    {
        if (annotations.GetValueOrDefault(SimpleSigningLayer.BundleAnnotation) is not { Length: > 0 } text) return null;
        if (!StrictJson.Read(System.Text.Encoding.UTF8.GetBytes(text), SimpleSigningLayer.BundleAnnotation).TryGet(out var tree))
        {
            checks.Failed(SigstoreCodes.Bundle, $"annotation {SimpleSigningLayer.BundleAnnotation} is not JSON");
            return null;
        }

        var payload = tree.Root["Payload"];
        var (promise, body, id) = (Base64(tree.Root["SignedEntryTimestamp"]), Base64(payload["body"]), Hex(payload["logID"]));
        if (promise is null || body is null || id is null || payload["integratedTime"].AsInt64 is not (> 0 and < 253_402_300_800 and var time) || payload["logIndex"].AsInt64 is not (>= 0 and var index))
        {
            checks.Failed(SigstoreCodes.Bundle, $"annotation {SimpleSigningLayer.BundleAnnotation} lacks a member or has a malformed one");
            return null;
        }

        return new LogEntry(index, [.. id], "", "", DateTimeOffset.FromUnixTimeSeconds(time), [.. promise], null, [.. body]);
    }

    /// <summary>The timestamp of the annotations for a known key, which needs no certificate.</summary>
    /// <param name="stamped">The raw signature, or for attestations the whole envelope.</param>
    public static AttachedTimestamps Timestamps(ImmutableDictionary<string, string> annotations, ReadOnlyMemory<byte> stamped, CheckList checks) =>
        Timestamp(annotations, checks) is { } response ? new AttachedTimestamps([response], stamped) : AttachedTimestamps.None;

    private static ReadOnlyMemory<byte>? Timestamp(ImmutableDictionary<string, string> annotations, CheckList checks)
    {
        if (annotations.GetValueOrDefault(SimpleSigningLayer.TimestampAnnotation) is not { Length: > 0 } text) return null;
        if (StrictJson.Read(System.Text.Encoding.UTF8.GetBytes(text), SimpleSigningLayer.TimestampAnnotation).TryGet(out var tree) && Base64(tree.Root["SignedRFC3161Timestamp"]) is { } response)
            return response;
        checks.Note(SigstoreCodes.Timestamp, $"annotation {SimpleSigningLayer.TimestampAnnotation} can't be read");
        return null;
    }

    /// <summary>At most ten certificates in PEM; null when one is malformed or something else stands there.</summary>
    internal static List<ParsedCertificate>? Certificates(string pem)
    {
        var certificates = new List<ParsedCertificate>();
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var der = new byte[fields.DecodedDataLength];
            if (!rest[fields.Label].SequenceEqual("CERTIFICATE") || certificates.Count == MaxCertificates) return null;
            if (!Convert.TryFromBase64Chars(rest[fields.Base64Data], der, out _) || ParsedCertificate.Read(der) is not { } certificate) return null;
            certificates.Add(certificate);
            rest = rest[fields.Location.End.GetOffset(rest.Length)..];
        }

        return certificates;
    }

    private static byte[]? Base64(JsonValue value)
    {
        if (value.AsText is not { Length: > 0 } text) return null;
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    private static byte[]? Hex(JsonValue value)
    {
        if (value.AsText is not { Length: 64 } text) return null;
        var bytes = new byte[32];
        return Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }
}
