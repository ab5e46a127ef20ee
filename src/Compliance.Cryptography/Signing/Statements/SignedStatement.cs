using System.Collections.Immutable;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Keys;
using Compliance.Formats.Attestation;
using Compliance.Formats.Attestation.Writing;

namespace Compliance.Cryptography.Signing.Statements;

/// <summary>An in-toto statement with one signature (DSSE 1.0), ready to be written in the forms in which cosign attaches it.</summary>
public sealed record SignedStatement
{
    private SignedStatement(DsseEnvelope envelope, PublicKey key, SignatureAlgorithm algorithm) => (Envelope, Key, Algorithm) = (envelope, key, algorithm);

    public DsseEnvelope Envelope { get; }

    public PublicKey Key { get; }

    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The raw signature: what a timestamp is asked for (bundles stamp it, not the envelope).</summary>
    public ImmutableArray<byte> Signature => Envelope.Signatures[0].Signature;

    /// <param name="statement">The statement's bytes, for example from <see cref="StatementText"/>; they are signed as they are.</param>
    public static SignedStatement Sign(ReadOnlyMemory<byte> statement, ISigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var unsigned = new DsseEnvelope(DsseEnvelope.InTotoPayloadType, [.. statement.Span], []);
        var signature = new DsseSignature(SigningKeyRules.HintOf(key.PublicKey), [.. key.Sign(unsigned.PreAuthenticationEncoding())], "");
        return new SignedStatement(unsigned with { Signatures = [signature] }, key.PublicKey, key.Algorithm);
    }

    /// <summary>A bare envelope, the layer of cosign's <c>.att</c> tag.</summary>
    public byte[] ToEnvelope() => EnvelopeText.Write(Envelope);

    /// <summary>A Sigstore bundle of version 0.3.</summary>
    /// <param name="timestamps">TimeStampResp, DER, over <see cref="Signature"/>.</param>
    public byte[] ToBundle(params IEnumerable<ReadOnlyMemory<byte>> timestamps) => EnvelopeText.WriteBundle(Envelope, SigningKeyRules.HintOf(Key), timestamps);
}
