using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation;

/// <summary>
/// A DSSE envelope (Dead Simple Signing Envelope 1.0): the payload as it was signed, and signatures that nobody has checked yet. The payload is
/// never written anew; it is parsed from these bytes.
/// </summary>
public sealed record DsseEnvelope(string PayloadType, ImmutableArray<byte> Payload, ImmutableArray<DsseSignature> Signatures)
{
    /// <summary>Payload type of in-toto statements.</summary>
    public const string InTotoPayloadType = "application/vnd.in-toto+json";

    /// <summary>
    /// The bytes that are signed, "PAE(type, body) = 'DSSEv1' + SP + LEN(type) + SP + type + SP + LEN(body) + SP + body" (DSSE protocol, "Signature
    /// Definition").
    /// </summary>
    public byte[] PreAuthenticationEncoding()
    {
        var type = Encoding.UTF8.GetBytes(PayloadType);
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {type.Length} {PayloadType} {Payload.Length} "));
        return [.. head, .. Payload.AsSpan()];
    }

    /// <summary>Whether an object has the members of an envelope, so that it makes sense to read it as one.</summary>
    public static bool IsEnvelope(JsonValue root) => root["payloadType"].HasValue && root["payload"].HasValue;

    public static Reading<DsseEnvelope> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        var reading = StrictJson.Read(bytes, document, limits);
        return reading.TryGet(out var tree) ? Read(tree.Root, limits) : Readings.Reject<DsseEnvelope>(reading.Defects);
    }

    /// <summary>Refused: no payload or payload type, or base64 that isn't. Tolerated: an envelope without any signature.</summary>
    public static Reading<DsseEnvelope> Read(JsonValue root, Limits? limits = null)
    {
        var defects = new DefectCollector(limits ?? Limits.Default);
        if (!IsEnvelope(root)) return Readings.Reject<DsseEnvelope>(AttestationCodes.NotEnvelope, root.Locator, "not a DSSE envelope: 'payloadType' or 'payload' is missing");
        var type = root.RequiredText("payloadType", defects, AttestationCodes.WrongKind);
        var payload = Bytes(root, "payload", defects);
        var signatures = ImmutableArray.CreateBuilder<DsseSignature>();
        foreach (var item in root.OptionalMaps("signatures", defects, AttestationCodes.WrongKind))
        {
            var keyId = item.OptionalText("keyid", defects, AttestationCodes.WrongKind) ?? "";
            var certificate = item.OptionalText("cert", defects, AttestationCodes.WrongKind) ?? "";
            if (Bytes(item, "sig", defects) is { } signature) signatures.Add(new DsseSignature(keyId, [.. signature], certificate));
        }

        if (type is null || payload is null) return Readings.Reject<DsseEnvelope>(defects.ToImmutable());
        if (signatures.Count == 0) defects.Add(AttestationCodes.NoSignature, root, "the envelope holds no signature");
        return Readings.Accept(new DsseEnvelope(type, [.. payload], signatures.ToImmutable()), defects.ToImmutable());
    }

    private static byte[]? Bytes(JsonValue map, string name, DefectCollector defects)
    {
        if (map.RequiredText(name, defects, AttestationCodes.MissingMember) is not { } text) return null;
        var bytes = Base64Text.Decode(text);
        if (bytes is null) defects.Add(AttestationCodes.BadBase64, map[name], $"'{name}' is not base64");
        return bytes;
    }
}
