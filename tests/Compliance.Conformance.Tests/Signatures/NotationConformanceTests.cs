using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Notary;
using Compliance.Cryptography.Trust;
using Compliance.Formats;
using Compliance.Formats.Attestation.Notary;
using Compliance.Formats.Reading;

namespace Compliance.Conformance.Tests.Signatures;

/// <summary>Images of a registry with Notary Project signatures behind the referrers tag: the signed one verifies by its own anchor alone, the unsigned one has none.</summary>
public sealed class NotationConformanceTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Notary_signatures_verify_by_their_anchor_alone()
    {
        using var suite = new ConformanceSuite("signatures", "sigstore/image-notation");
        foreach (var one in SignatureCase.Of("image-notation"))
        {
            foreach (var image in Directory.GetFiles(one.Folder, "notation-*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var name = Path.GetFileNameWithoutExtension(image);
                suite.Check($"image-notation/{one.Name}/{name}", name == "notation-sign" ? "pass" : "fail", () => Judge(one, image, FirstRoot(one)));
                foreach (var other in (string[])["ca.pem", "digi_cert_root.pem"]) suite.Check($"image-notation/{one.Name}/{name} by {other}", "fail", () => Judge(one, image, one.Read(other)));
            }
        }

        suite.Finish();
    }

    private static string Judge(SignatureCase one, string image, byte[] anchors)
    {
        var digest = Digest.Sha256(SHA256.HashData(File.ReadAllBytes(image)));
        var trust = TrustPolicies.Read(
            [
                new TrustFile("trust.yaml", Encoding.UTF8.GetBytes("version: 1\nidentities:\n  - { name: signer, notary: { anchors: a.pem, subject: \"*\" }, may: [sign-images] }\n")),
                new TrustFile("a.pem", anchors),
            ],
            "trust").Required();
        foreach (var (mediaType, bytes) in Signatures(one, digest))
        {
            if (!NotarySignature.Read(bytes, mediaType, one.Name, Limits.Default).TryGet(out var signature)) continue;
            if (NotaryVerifier.Assess(signature, new SignatureSubject([digest]), trust, At).Outcome >= CheckOutcome.Note) return "pass";
        }

        return "fail";
    }

    // What the case's origin trusts is the first root of its own configuration; ca.pem beside it is of its registry's TLS.
    private static byte[] FirstRoot(SignatureCase one)
    {
        var lines = Encoding.UTF8.GetString(one.Read("01_notation.yaml")).Split('\n').Select(line => line.Trim()).SkipWhile(line => line != "-----BEGIN CERTIFICATE-----").ToArray();
        return Encoding.ASCII.GetBytes(string.Join('\n', lines.TakeWhile(line => line != "-----END CERTIFICATE-----").Append("-----END CERTIFICATE-----")) + "\n");
    }

    private static IEnumerable<(string MediaType, byte[] Bytes)> Signatures(SignatureCase one, Digest subject)
    {
        var files = Directory.GetFiles(Path.Combine(one.Folder, "registry"), "*.json", SearchOption.AllDirectories).DistinctBy(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal).ToDictionary(file => Digest.Sha256(SHA256.HashData(File.ReadAllBytes(file))).ToString(), StringComparer.Ordinal);
        foreach (var file in files.Values)
        {
            var json = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
            if (!json.TryGetProperty("subject", out var stated) || stated.GetProperty("digest").GetString() != subject.ToString()) continue;
            foreach (var layer in json.GetProperty("layers").EnumerateArray())
            {
                if (files.TryGetValue(layer.GetProperty("digest").GetString()!, out var blob)) yield return (layer.GetProperty("mediaType").GetString()!, File.ReadAllBytes(blob));
            }
        }
    }
}
