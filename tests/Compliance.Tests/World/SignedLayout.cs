using System.Text;
using System.Text.Json.Nodes;
using Compliance.Cryptography.SimpleSigning;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Oci.Models;

namespace Compliance.Tests.World;

/// <summary>Signs and attests images of a <see cref="LayoutBuilder"/> as cosign does, with keys of tests.</summary>
internal static class SignedLayout
{
    /// <summary>Attaches a simple-signing signature under cosign's tag.</summary>
    /// <param name="signed">The digest that the payload names; the image's own when null.</param>
    public static Descriptor Sign(this LayoutBuilder layout, Digest image, IImageSigner signer, Digest? signed = null, string repository = "registry.example/app")
    {
        var payload = Payload(signed ?? image, repository);
        return layout.Attach(
            image, "application/vnd.dev.cosign.artifact.sig.v1+json", [(SimpleSigningLayer.MediaType, payload)], LayoutBuilder.By.CosignSignatureTag,
            new Dictionary<string, string>(StringComparer.Ordinal) { [SimpleSigningLayer.SignatureAnnotation] = Convert.ToBase64String(signer.Sign(payload)) });
    }

    /// <summary>Attaches a signed statement under cosign's tag for attestations.</summary>
    public static Descriptor Attest(this LayoutBuilder layout, Digest image, JsonObject statement, IImageSigner signer, LayoutBuilder.By by = LayoutBuilder.By.CosignAttestationTag) =>
        layout.Attach(image, "application/vnd.dsse.envelope.v1+json", [("application/vnd.dsse.envelope.v1+json", Envelope(statement, signer))], by);

    /// <summary>Attaches the same statement without any signature, as BuildKit's layers are.</summary>
    public static Descriptor AttestUnsigned(this LayoutBuilder layout, Digest image, JsonObject statement) =>
        layout.Attach(image, "application/vnd.in-toto+json", [("application/vnd.in-toto+json", LayoutBuilder.Bytes(statement))]);

    public static byte[] Payload(Digest digest, string repository) => LayoutBuilder.Bytes(new JsonObject
    {
        ["critical"] = new JsonObject
        {
            ["identity"] = new JsonObject { ["docker-reference"] = repository },
            ["image"] = new JsonObject { ["docker-manifest-digest"] = digest.ToString() },
            ["type"] = SimpleSigningVerifier.PayloadType,
        },
        ["optional"] = null,
    });

    /// <summary>A DSSE envelope over the statement.</summary>
    public static byte[] Envelope(JsonObject statement, IImageSigner signer)
    {
        var payload = LayoutBuilder.Bytes(statement);
        var signature = signer.Sign(new DsseEnvelope(DsseEnvelope.InTotoPayloadType, [.. payload], []).PreAuthenticationEncoding());
        return LayoutBuilder.Bytes(new JsonObject
        {
            ["payloadType"] = DsseEnvelope.InTotoPayloadType,
            ["payload"] = Convert.ToBase64String(payload),
            ["signatures"] = new JsonArray(new JsonObject { ["keyid"] = "", ["sig"] = Convert.ToBase64String(signature) }),
        });
    }

    /// <summary>A trust folder in which each signer may do what is said.</summary>
    public static (string Path, ReadOnlyMemory<byte> Bytes)[] Trust(params (IImageSigner Signer, string Grants)[] identities)
    {
        var yaml = new StringBuilder("version: 1\nidentities:\n");
        foreach (var (signer, grants) in identities) yaml.Append(System.Globalization.CultureInfo.InvariantCulture, $"  - {{ name: {signer.Name}, key: {signer.Name}.pem, {grants} }}\n");
        return [("trust.yaml", Encoding.UTF8.GetBytes(yaml.ToString())), .. identities.Select(identity => ($"{identity.Signer.Name}.pem", (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes(identity.Signer.PublicPem)))];
    }
}
