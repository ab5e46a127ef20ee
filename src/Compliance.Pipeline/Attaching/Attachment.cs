using Compliance.Cryptography.Signing;
using Compliance.Cryptography.SimpleSigning;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading.Json;

namespace Compliance.Pipeline.Attaching;

/// <summary>One document that is attached to an image.</summary>
/// <param name="Annotations">Of the layer that holds the document.</param>
/// <param name="HasCosignTag">Whether it also stands under the tag where cosign looks for signatures.</param>
public sealed record Attachment(string ArtifactType, MediaType MediaType, ReadOnlyMemory<byte> Content, IReadOnlyList<(string Name, string Value)> Annotations, bool HasCosignTag)
{
    private const string EnvelopeType = "application/vnd.dsse.envelope.v1+json";

    private const string SignatureType = "application/vnd.dev.cosign.artifact.sig.v1+json";

    /// <summary>A signature in cosign's simple-signing form.</summary>
    /// <param name="repository">What the payload names; the verifier may ask for it.</param>
    public static Attachment Signature(Digest subject, string repository, ISigner signer)
    {
        var payload = CanonicalJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("critical");
            writer.WriteStartObject("identity");
            writer.WriteString("docker-reference", repository);
            writer.WriteEndObject();
            writer.WriteStartObject("image");
            writer.WriteString("docker-manifest-digest", subject.ToString());
            writer.WriteEndObject();
            writer.WriteString("type", SimpleSigningVerifier.PayloadType);
            writer.WriteEndObject();
            writer.WriteNull("optional");
            writer.WriteEndObject();
        });
        var signature = Convert.ToBase64String(signer.Sign(payload));
        return new Attachment(SignatureType, new MediaType(SimpleSigningLayer.MediaType), payload, [(SimpleSigningLayer.SignatureAnnotation, signature)], HasCosignTag: true);
    }

    /// <summary>An in-toto statement in a DSSE envelope.</summary>
    public static Attachment Statement(ReadOnlyMemory<byte> statement, string predicateType, ISigner signer) =>
        new(EnvelopeType, new MediaType(EnvelopeType), Envelope(statement, signer), [("predicateType", predicateType)], HasCosignTag: false);

    /// <summary>A DSSE envelope (DSSE 1.0) with one signature.</summary>
    public static byte[] Envelope(ReadOnlyMemory<byte> statement, ISigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var signature = signer.Sign(new DsseEnvelope(DsseEnvelope.InTotoPayloadType, [.. statement.Span], []).PreAuthenticationEncoding());
        return CanonicalJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("payloadType", DsseEnvelope.InTotoPayloadType);
            writer.WriteString("payload", Convert.ToBase64String(statement.Span));
            writer.WriteStartArray("signatures");
            writer.WriteStartObject();
            writer.WriteString("keyid", signer.CertificateFingerprint);
            writer.WriteString("sig", Convert.ToBase64String(signature));
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
