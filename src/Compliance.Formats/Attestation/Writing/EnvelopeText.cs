using System.Buffers;
using System.Text.Json;

namespace Compliance.Formats.Attestation.Writing;

/// <summary>Writes DSSE envelopes: bare ones, as cosign attached them before bundles, and those in a Sigstore bundle.</summary>
public static class EnvelopeText
{
    /// <summary>Media type of bundles of version 0.3 and of the layer that holds one.</summary>
    public const string BundleMediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /// <summary>Media type of the layer that holds a bare envelope.</summary>
    public const string EnvelopeMediaType = "application/vnd.dsse.envelope.v1+json";

    /// <summary>A bare envelope.</summary>
    public static byte[] Write(DsseEnvelope envelope) => Write(writer => WriteEnvelope(writer, envelope));

    /// <summary>A bundle of version 0.3 (sigstore_bundle.proto) whose key is the verifier's own: it is hinted at, not brought along.</summary>
    /// <param name="envelope">With exactly one signature.</param>
    /// <param name="timestamps">TimeStampResp, DER (RFC 3161), over the raw signature.</param>
    /// <exception cref="ArgumentException">Not one signature.</exception>
    public static byte[] WriteBundle(DsseEnvelope envelope, string keyHint, IEnumerable<ReadOnlyMemory<byte>> timestamps)
    {
        ArgumentNullException.ThrowIfNull(timestamps);
        if (envelope.Signatures.Length != 1) throw new ArgumentException("a bundle's envelope has exactly one signature", nameof(envelope));
        return Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("mediaType", BundleMediaType);
            writer.WriteStartObject("verificationMaterial");
            writer.WriteStartObject("publicKey");
            writer.WriteString("hint", keyHint);
            writer.WriteEndObject();
            writer.WriteStartArray("tlogEntries");
            writer.WriteEndArray();
            WriteTimestamps(writer, [.. timestamps]);
            writer.WriteEndObject();
            writer.WritePropertyName("dsseEnvelope");
            WriteEnvelope(writer, envelope);
            writer.WriteEndObject();
        });
    }

    private static void WriteTimestamps(Utf8JsonWriter writer, ReadOnlyMemory<byte>[] timestamps)
    {
        if (timestamps.Length == 0) return;
        writer.WriteStartObject("timestampVerificationData");
        writer.WriteStartArray("rfc3161Timestamps");
        foreach (var timestamp in timestamps)
        {
            writer.WriteStartObject();
            writer.WriteString("signedTimestamp", Convert.ToBase64String(timestamp.Span));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteEnvelope(Utf8JsonWriter writer, DsseEnvelope envelope)
    {
        writer.WriteStartObject();
        writer.WriteString("payload", Convert.ToBase64String(envelope.Payload.AsSpan()));
        writer.WriteString("payloadType", envelope.PayloadType);
        writer.WriteStartArray("signatures");
        foreach (var signature in envelope.Signatures)
        {
            writer.WriteStartObject();
            writer.WriteString("sig", Convert.ToBase64String(signature.Signature.AsSpan()));
            writer.WriteString("keyid", signature.KeyId);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Options)) content(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
