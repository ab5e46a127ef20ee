using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Formats;
using Compliance.Formats.Attestation.Notary;
using Compliance.Tests.Cryptography.Cms;
using Compliance.Tests.World;

namespace Compliance.Tests.Cryptography.Notary;

/// <summary>Makes Notary Project signatures of any quality, with certificates of a test authority.</summary>
internal sealed class NotaryMaker
{
    public static readonly DateTimeOffset At = TestAuthority.At;

    public TestAuthority Authority { get; } = new();

    public AsymmetricAlgorithm Key { get; init; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Algorithm { get; init; } = "ES256";

    public string Scheme { get; init; } = NotarySignature.SchemeX509;

    public DateTimeOffset? Expiry { get; init; }

    public DateTimeOffset? CertificateEnds { get; init; }

    public string Purpose { get; init; } = CertificateRules.CodeSigning;

    public Action<CertificateRequest>? Certificate { get; init; }

    public string[]? Critical { get; init; }

    public string ContentType { get; init; } = NotarySignature.PayloadMediaType;

    /// <summary>Makes a token over the signature.</summary>
    public Func<byte[], byte[]>? Timestamp { get; init; }

    public string RootPem => Authority.Root.ExportCertificatePem();

    public byte[] Jws(Digest image)
    {
        var attributes = new JsonObject { ["alg"] = Algorithm, ["cty"] = ContentType, ["crit"] = new JsonArray([.. Marked().Select(name => (JsonNode)name)]), ["io.cncf.notary.signingScheme"] = Scheme, [TimeName] = At.ToString("O") };
        if (Expiry is { } expiry) attributes["io.cncf.notary.expiry"] = expiry.ToString("O");
        var (header, payload) = (Base64Url.EncodeToString(Encoding.UTF8.GetBytes(attributes.ToJsonString())), Base64Url.EncodeToString(Payload(image)));
        var signature = Sign(Encoding.ASCII.GetBytes($"{header}.{payload}"));
        var unsigned = new JsonObject { ["x5c"] = new JsonArray([.. Chain().Select(der => (JsonNode)Convert.ToBase64String(der))]) };
        if (Timestamp is not null) unsigned["io.cncf.notary.timestampSignature"] = Convert.ToBase64String(Timestamp(signature));
        return Encoding.UTF8.GetBytes(new JsonObject { ["payload"] = payload, ["protected"] = header, ["header"] = unsigned, ["signature"] = Base64Url.EncodeToString(signature) }.ToJsonString());
    }

    public byte[] Cose(Digest image)
    {
        var attributes = new List<byte[]>
        {
            Number(1), Number(Algorithm switch { "ES256" => -7, "ES384" => -35, "PS256" => -37, "PS384" => -38, _ => 0 }),
            Number(2), Joined(Head(4, Marked().Length), Marked().SelectMany(Text)),
            Number(3), Text(ContentType), Text("io.cncf.notary.signingScheme"), Text(Scheme), Text(TimeName), Epoch(At),
        };
        if (Expiry is { } expiry) attributes.AddRange([Text("io.cncf.notary.expiry"), Epoch(expiry)]);
        byte[] header = [.. Head(5, attributes.Count / 2), .. attributes.SelectMany(bytes => bytes)];
        var payload = Payload(image);
        var signature = Sign([0x84, .. Text("Signature1"), .. Bytes(header), .. Bytes([]), .. Bytes(payload)]);
        var chain = Chain();
        var unsigned = new List<byte[]> { Number(33), Joined(Head(4, chain.Length), chain.SelectMany(Bytes)) };
        if (Timestamp is not null) unsigned.AddRange([Text("io.cncf.notary.timestampSignature"), Bytes(Timestamp(signature))]);
        return [0xD2, 0x84, .. Bytes(header), .. Head(5, unsigned.Count / 2), .. unsigned.SelectMany(bytes => bytes), .. Bytes(payload), .. Bytes(signature)];
    }

    private string TimeName => Scheme == NotarySignature.SchemeAuthority ? "io.cncf.notary.authenticSigningTime" : "io.cncf.notary.signingTime";

    private string[] Marked() => Critical ?? ["io.cncf.notary.signingScheme", .. Expiry is null ? (string[])[] : ["io.cncf.notary.expiry"], .. Scheme == NotarySignature.SchemeAuthority ? (string[])["io.cncf.notary.authenticSigningTime"] : []];

    private static byte[] Payload(Digest image) => LayoutBuilder.Bytes(new JsonObject { ["targetArtifact"] = new JsonObject { ["mediaType"] = "application/vnd.oci.image.manifest.v1+json", ["digest"] = image.ToString(), ["size"] = 2 } });

    private byte[][] Chain()
    {
        using var leaf = Authority.Issue(Key, Certificate, Purpose, to: CertificateEnds);
        return [leaf.RawData, Authority.Root.RawData];
    }

    private byte[] Sign(byte[] data) => Key switch
    {
        ECDsa ecdsa => ecdsa.SignData(data, ecdsa.KeySize == 256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384),
        RSA rsa => rsa.SignData(data, Algorithm == "PS256" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        _ => [],
    };

    private static byte[] Joined(byte[] head, IEnumerable<byte> rest) => [.. head, .. rest];

    private static byte[] Number(int value) => value >= 0 ? Head(0, value) : Head(1, -1 - value);

    private static byte[] Text(string text) => [.. Head(3, text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Bytes(byte[] bytes) => [.. Head(2, bytes.Length), .. bytes];

    private static byte[] Epoch(DateTimeOffset time) => [0xC1, .. Head(0, (int)time.ToUnixTimeSeconds())];

    private static byte[] Head(int major, int value)
    {
        var first = (byte)(major << 5);
        if (value < 24) return [(byte)(first | value)];
        if (value < 256) return [(byte)(first | 24), (byte)value];
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return value < 65_536 ? [(byte)(first | 25), bytes[2], bytes[3]] : [(byte)(first | 26), .. bytes];
    }
}
