using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Attestation.Notary;

/// <summary>The COSE envelope: a tagged COSE_Sign1 (RFC 9052 section 4.2).</summary>
internal static class NotaryCose
{
    private const ulong SignOneTag = 18;
    private const ulong EpochTag = 1;
    private const long AlgorithmLabel = 1;
    private const long CriticalLabel = 2;
    private const long ContentTypeLabel = 3;
    private const long ChainLabel = 33;

    public static Reading<NotarySignature> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var at = new Locator(document);
        if (CborReading.Read(bytes) is not CborItem.Tag { Name: SignOneTag, Content: CborItem.List { Items: [CborItem.Bytes encoded, CborItem.Map unsigned, CborItem.Bytes payload, CborItem.Bytes signature] } }
            || CborReading.Read(encoded.Value) is not CborItem.Map signed)
            return Readings.Reject<NotarySignature>(NotaryCodes.Envelope, at, "not a tagged COSE_Sign1 with its payload, in definite and shortest lengths");
        var problems = NotarySignature.Problems(
            Text(signed[ContentTypeLabel]), Text(signed[Name("signingScheme")]), [.. Critical(signed)],
            [.. signed.Entries.Select(entry => Text(entry.Key) ?? "").Where(name => name.StartsWith(NotarySignature.Prefix, StringComparison.Ordinal))], at);
        if (!problems.IsEmpty) return Readings.Reject<NotarySignature>(problems);
        return Readings.Accept(new NotarySignature
        {
            Envelope = "cose",
            Algorithm = Algorithm(signed[AlgorithmLabel]),
            SignedBytes = [.. ToSign(encoded.Value.Span, payload.Value.Span)],
            Signature = [.. signature.Value.Span],
            Payload = [.. payload.Value.Span],
            Scheme = Text(signed[Name("signingScheme")])!,
            SigningTime = Time(signed[Name("authenticSigningTime")]) ?? Time(signed[Name("signingTime")]),
            Expiry = signed[Name("expiry")] is { } expiry ? Time(expiry) ?? DateTimeOffset.MinValue : null,
            Certificates = [.. Chain(unsigned[ChainLabel])],
            Timestamp = unsigned[Name("timestampSignature")] is CborItem.Bytes token ? token.Value : default,
            Target = NotarySignature.TargetOf(payload.Value, document, limits),
        });
    }

    private static string Name(string attribute) => $"{NotarySignature.Prefix}{attribute}";

    private static string? Text(CborItem? item) => (item as CborItem.Text)?.Value;

    private static IEnumerable<string> Critical(CborItem.Map signed) =>
        signed[CriticalLabel] is CborItem.List list ? list.Items.Where(item => item is not CborItem.Number { Value: ContentTypeLabel }).Select(item => Text(item) ?? "") : [];

    // RFC 9053 section 2.1, RFC 8230 section 2.
    private static string Algorithm(CborItem? item) => item is not CborItem.Number number ? "" : number.Value switch
    {
        -7 => "ES256",
        -35 => "ES384",
        -36 => "ES512",
        -37 => "PS256",
        -38 => "PS384",
        -39 => "PS512",
        _ => "",
    };

    private static DateTimeOffset? Time(CborItem? item) =>
        item is CborItem.Tag { Name: EpochTag, Content: CborItem.Number { Value: >= 0 and < 253_402_300_800 and var seconds } } ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static IEnumerable<ReadOnlyMemory<byte>> Chain(CborItem? item) => item switch
    {
        CborItem.Bytes one => [one.Value],
        CborItem.List many => many.Items.Select(entry => entry is CborItem.Bytes bytes ? bytes.Value : default),
        _ => [],
    };

    // RFC 9052 section 4.4: Sig_structure = [ "Signature1", body_protected, external_aad, payload ].
    private static byte[] ToSign(ReadOnlySpan<byte> encoded, ReadOnlySpan<byte> payload) =>
        [0x84, .. Head(3, 10), .. Encoding.ASCII.GetBytes("Signature1"), .. Head(2, encoded.Length), .. encoded, .. Head(2, 0), .. Head(2, payload.Length), .. payload];

    private static byte[] Head(int major, int length)
    {
        var first = (byte)(major << 5);
        if (length < 24) return [(byte)(first | length)];
        if (length < 1 << 8) return [(byte)(first | 24), (byte)length];
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return length < 1 << 16 ? [(byte)(first | 25), bytes[2], bytes[3]] : [(byte)(first | 26), .. bytes];
    }
}
