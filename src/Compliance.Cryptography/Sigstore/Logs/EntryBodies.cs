using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.Formats.Reading.Json;

namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>
/// Reads the bodies of log entries: <c>hashedrekord</c> 0.0.1 and 0.0.2, <c>dsse</c> 0.0.1, <c>intoto</c> 0.0.1 and 0.0.2, <c>rekord</c> 0.0.1 (Rekor's
/// <c>pkg/types</c>, rekor-tiles' <c>hashedrekord/v0.0.2</c>).
/// </summary>
internal static class EntryBodies
{
    private const int MaxSignatures = 32;

    /// <summary>Null with the reason for another kind, and for a body that lacks what its kind must have.</summary>
    public static EntryBody? Read(ReadOnlyMemory<byte> body, out string reason, out bool isKnown)
    {
        isKnown = true;
        if (!StrictJson.Read(body, "log entry").TryGet(out var tree))
        {
            reason = "the body is not JSON";
            return null;
        }

        var (root, spec) = (tree.Root, tree.Root["spec"]);
        var kind = $"{root["kind"].AsText}/{root["apiVersion"].AsText}";
        reason = $"a {kind} entry lacks signature, key or hash";
        switch (kind)
        {
            case "hashedrekord/0.0.1" or "rekord/0.0.1":
                return Complete(new EntryBody(kind, One(Base64(spec["signature"]["content"]), Pem(spec["signature"]["publicKey"]["content"])), null, Hash(spec["data"]["hash"]), null, null));
            case "hashedrekord/0.0.2":
                return Version2(kind, spec["hashedRekordV002"]);
            case "dsse/0.0.1":
                return Complete(new EntryBody(kind, Many(spec["signatures"], item => One(Base64(item["signature"]), Pem(item["verifier"]))), null, null, Hash(spec["payloadHash"]), Hash(spec["envelopeHash"])));
            case "intoto/0.0.2":
                var content = spec["content"];
                return Complete(new EntryBody(
                    kind, Many(content["envelope"]["signatures"], item => One(Twice(item["sig"]), Pem(item["publicKey"]))), null, null, Hash(content["payloadHash"]), Hash(content["hash"])));
            case "intoto/0.0.1":
                return Complete(new EntryBody(kind, null, Pem(spec["publicKey"]), null, Hash(spec["content"]["payloadHash"]), Hash(spec["content"]["hash"])));
            default:
                isKnown = false;
                reason = $"entries of kind {kind} are not known to this program";
                return null;
        }
    }

    private static EntryBody? Complete(EntryBody body)
    {
        var hasKey = body.Verifier is not null || body.Signatures is { IsEmpty: false };
        var hasHash = body.IsForEnvelope ? (body.Payload ?? body.Envelope) is not null : body.Content is not null;
        return hasKey && hasHash ? body : null;
    }

    private static EntryBody? Version2(string kind, JsonValue spec)
    {
        var algorithm = spec["data"]["algorithm"].AsText switch { "SHA2_256" => "sha256", "SHA2_384" => "sha384", "SHA2_512" => "sha512", _ => null };
        var verifier = spec["signature"]["verifier"];
        var der = Base64(verifier["x509Certificate"]["rawBytes"]) ?? Base64(verifier["publicKey"]["rawBytes"]);
        if (algorithm is null || Base64(spec["data"]["digest"]) is not { } digest) return null;
        return Complete(new EntryBody(kind, One(Base64(spec["signature"]["content"]), der), null, new EntryHash(algorithm, digest), null, null));
    }

    private static ImmutableArray<EntrySignature>? One(byte[]? signature, byte[]? verifier) => signature is null || verifier is null ? null : [new EntrySignature(signature, verifier)];

    private static ImmutableArray<EntrySignature>? Many(JsonValue list, Func<JsonValue, ImmutableArray<EntrySignature>?> read)
    {
        if (list.Count is 0 or > MaxSignatures) return null;
        var all = ImmutableArray.CreateBuilder<EntrySignature>();
        foreach (var item in list.Items)
        {
            if (read(item) is not { } one) return null;
            all.AddRange(one);
        }

        return all.ToImmutable();
    }

    private static EntryHash? Hash(JsonValue hash)
    {
        if (hash["algorithm"].AsText is not ("sha256" or "sha384" or "sha512") || hash["value"].AsText is not { } text) return null;
        try
        {
            return new EntryHash(hash["algorithm"].AsText!, Convert.FromHexString(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[]? Base64(JsonValue value) => value.AsText is { Length: > 0 } text ? Base64(text) : null;

    private static byte[]? Base64(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    // Rekor's intoto 0.0.2 stores the text of the envelope's "sig", encoded once more; where that can't be, what stands there is taken as it is.
    private static byte[]? Twice(JsonValue value) => Base64(value) is { } once ? Base64(Encoding.ASCII.GetString(once)) ?? once : null;

    /// <summary>Base64 of PEM: its DER. Text around and line ends inside the PEM don't matter.</summary>
    private static byte[]? Pem(JsonValue value)
    {
        if (Base64(value) is not { } bytes) return null;
        var text = Encoding.ASCII.GetString(bytes);
        return PemEncoding.TryFind(text, out var fields) ? Base64(text[fields.Base64Data].ReplaceLineEndings("")) : null;
    }
}
