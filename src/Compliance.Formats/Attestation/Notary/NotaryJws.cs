using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation.Notary;

/// <summary>The JWS envelope: flattened JSON serialization (RFC 7515 section 7.2.2).</summary>
internal static class NotaryJws
{
    public static Reading<NotarySignature> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var at = new Locator(document);
        var json = StrictJson.Read(bytes, document, limits);
        if (!json.TryGet(out var tree)) return Readings.Reject<NotarySignature>(json.Defects);
        var (encodedHeader, encodedPayload) = (tree.Root["protected"].AsText ?? "", tree.Root["payload"].AsText ?? "");
        if (Decode(encodedHeader) is not { Length: > 0 } header || Decode(encodedPayload) is not { } payload || Decode(tree.Root["signature"].AsText) is not { Length: > 0 } signature)
            return Readings.Reject<NotarySignature>(NotaryCodes.Envelope, at, "not a JWS: 'protected', 'payload' or 'signature' is missing or not base64url");
        var protectedHeader = StrictJson.Read(header, $"{document} protected", limits);
        if (!protectedHeader.TryGet(out var signed)) return Readings.Reject<NotarySignature>(protectedHeader.Defects);
        var attributes = signed.Root;
        var problems = NotarySignature.Problems(
            attributes["cty"].AsText, attributes[Name("signingScheme")].AsText, [.. attributes["crit"].Items.Select(item => item.AsText ?? "")],
            [.. attributes.Members.Select(member => member.Name).Where(name => name.StartsWith(NotarySignature.Prefix, StringComparison.Ordinal))], at);
        if (!problems.IsEmpty) return Readings.Reject<NotarySignature>(problems);
        var unsigned = tree.Root["header"];
        return Readings.Accept(new NotarySignature
        {
            Envelope = "jws",
            Algorithm = attributes["alg"].AsText ?? "",
            SignedBytes = [.. Encoding.ASCII.GetBytes($"{encodedHeader}.{encodedPayload}")],
            Signature = [.. signature],
            Payload = [.. payload],
            Scheme = attributes[Name("signingScheme")].AsText!,
            SigningTime = Time(attributes[Name("authenticSigningTime")].AsText) ?? Time(attributes[Name("signingTime")].AsText),
            Expiry = attributes[Name("expiry")].HasValue ? Time(attributes[Name("expiry")].AsText) ?? DateTimeOffset.MinValue : null,
            Certificates = [.. unsigned["x5c"].Items.Select(item => (ReadOnlyMemory<byte>)(Base64Text.Decode(item.AsText ?? "") ?? []))],
            Timestamp = Base64Text.Decode(unsigned[Name("timestampSignature")].AsText ?? "") ?? [],
            Target = NotarySignature.TargetOf(payload, document, limits),
        });
    }

    private static string Name(string attribute) => $"{NotarySignature.Prefix}{attribute}";

    private static byte[]? Decode(string? text)
    {
        // RFC 7515 section 2: base64url "with all trailing '=' characters omitted".
        if (text is null || text.Contains('=', StringComparison.Ordinal) || !Base64Url.IsValid(text)) return null;
        return Base64Url.DecodeFromChars(text);
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
