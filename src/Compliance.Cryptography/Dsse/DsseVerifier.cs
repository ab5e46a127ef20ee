using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Trust;

namespace Compliance.Cryptography.Dsse;

/// <summary>
/// Checks the signatures of a DSSE envelope (DSSE 1.0) against the keys that the caller trusts. Whether the statement inside is about the image is the
/// caller's question: the payload is parsed after this, from the same bytes.
/// </summary>
public static class DsseVerifier
{
    /// <summary>The only payload type of in-toto statements.</summary>
    public const string InTotoPayloadType = "application/vnd.in-toto+json";

    /// <summary>Signatures that are looked at; more are refused.</summary>
    public const int MaxSignatures = 32;

    /// <summary>
    /// Any one signature by a trusted key is enough for a bare envelope. "There MUST be exactly one" in a Sigstore bundle: <paramref name="exactlyOne"/>.
    /// </summary>
    /// <param name="payload">The decoded payload.</param>
    /// <param name="trust">Null when the caller gave none: the result is indeterminate.</param>
    /// <param name="at">The time that is judged.</param>
    public static SignatureAssessment Assess(
        string payloadType, ReadOnlySpan<byte> payload, ImmutableArray<DsseSignature> signatures, TrustPolicy? trust, DateTimeOffset at, bool exactlyOne = false)
    {
        ArgumentNullException.ThrowIfNull(payloadType);
        var checks = new AssessmentBuilder();
        if (string.Equals(payloadType, InTotoPayloadType, StringComparison.Ordinal)) checks.Passed(SignatureCodes.PayloadType, $"payload type {payloadType}");
        else checks.Failed(SignatureCodes.PayloadType, $"payload type is '{payloadType}', expected {InTotoPayloadType}: attest again with a tool that makes in-toto statements");
        if (!CountIsRight(signatures.Length, exactlyOne, checks)) return checks.Build();

        var decoded = signatures.Where(signature => signature.Value is { IsEmpty: false }).ToImmutableArray();
        if (decoded.IsEmpty)
        {
            checks.Failed(SignatureCodes.Encoding, "no signature value can be decoded from base64: the envelope is damaged");
            return checks.Build();
        }

        Judge(PreAuthenticationEncoding.Of(payloadType, payload), decoded, trust, at, checks);
        return checks.Build();
    }

    private static bool CountIsRight(int count, bool exactlyOne, AssessmentBuilder checks)
    {
        var expected = exactlyOne ? "exactly one signature" : string.Create(CultureInfo.InvariantCulture, $"1 to {MaxSignatures} signatures");
        if (count > 0 && count <= (exactlyOne ? 1 : MaxSignatures)) return true;
        checks.Failed(SignatureCodes.Count, string.Create(CultureInfo.InvariantCulture, $"{count} signatures in the envelope, expected {expected}"));
        return false;
    }

    private static void Judge(byte[] encoded, ImmutableArray<DsseSignature> signatures, TrustPolicy? trust, DateTimeOffset at, AssessmentBuilder checks)
    {
        // One signature that verifies decides; otherwise the reasons of the first one speak for all, which were tried with the same keys.
        var hit = trust is null ? null : signatures.FirstOrDefault(signature => trust.Find(encoded, signature.Value!.Value.Span, signature.KeyId, out _) is not null);
        var judged = hit ?? signatures[0];
        if (checks.JudgeByKeys(trust, encoded, judged.Value!.Value.Span, judged.KeyId, at) && signatures.Length > 1)
            checks.Note(SignatureCodes.Count, string.Create(CultureInfo.InvariantCulture, $"{signatures.Length} signatures in the envelope; one by a trusted key is enough"));
    }
}
