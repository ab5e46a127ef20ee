using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.Cryptography.SimpleSigning;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Tests.Cryptography.Cms;
using Compliance.Tests.World;

namespace Compliance.Conformance.Tests.Signatures.Pitfalls;

/// <summary>Images with what is attached to them, made for the cases of pitfalls, and the facts that an audit collects.</summary>
internal static class PitfallImages
{
    private const string MaySign = "may: [sign-images, attest], predicates: ['*']";
    private const string Root = """
        {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
         "certificateAuthorities":[{"subject":{"organization":"test"},"uri":"https://fulcio.example","validFor":{"start":"2026-01-01T00:00:00Z"},"certChain":{"certificates":[{"rawBytes":"ROOT"}]}}]}
        """;

    private static readonly DateTimeOffset At = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
    private static readonly MadeSigner Release = new("release");

    /// <summary>Facts of signatures and statements.</summary>
    public static ImmutableArray<FactValue> Collect(string name)
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(build => build.User("65532").Layer(layer => layer.File("etc/os-release", "ID=test\n")), listed: false);
        var index = layout.Index([image], "app");
        var other = layout.Image(build => build.User("1"), listed: false).Digest;
        var files = SignedLayout.Trust((Release, MaySign));
        files = Attach(name, layout, image.Digest, index.Digest, other) ?? files;
        using var snapshot = layout.Open("app");
        using var acquired = ImageAcquisition.Run(snapshot, new AuditInputs([.. files], [], null), [], Limits.Default);
        var context = new CollectionContext(Limits.Default, At, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty);
        return [.. Collectors.Collect(acquired.Raw, context, [new SignatureCollector(), new AttestationCollector()]).SelectMany(set => set.Facts).Select(fact => fact.Value)];
    }

    /// <returns>The trust folder; null for the one of the release key.</returns>
    private static (string Path, ReadOnlyMemory<byte> Bytes)[]? Attach(string name, LayoutBuilder layout, Digest image, Digest index, Digest other)
    {
        switch (name)
        {
            case "statement-about-sha1":
                var weak = TestStatements.Provenance(image);
                weak["subject"] = new JsonArray(new JsonObject { ["name"] = image.ToString(), ["digest"] = new JsonObject { ["sha1"] = image.Hex[..40] } });
                layout.Attest(image, weak, Release);
                return null;
            case "statement-about-index":
                layout.Attest(index, TestStatements.Provenance(index), Release);
                return null;
            case "simple-signing-of-another-type":
                var payload = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(SignedLayout.Payload(image, "")).Replace(SimpleSigningVerifier.PayloadType, "atomic container signature", StringComparison.Ordinal));
                AttachSimple(layout, image, payload, Release.Sign(payload));
                return null;
            case "simple-signing-of-another-image":
                layout.Sign(image, Release, signed: other);
                return null;
            case "two-statements-one-about-another":
                layout.Attach(image, "", [Envelope(TestStatements.Provenance(image)), Envelope(TestStatements.Provenance(other))], LayoutBuilder.By.CosignAttestationTag);
                return null;
            case "statement-labelled-as-another":
                layout.Attach(image, "application/spdx+json", [Envelope(TestStatements.Provenance(image))], LayoutBuilder.By.Subject, new Dictionary<string, string>(StringComparer.Ordinal) { ["predicateType"] = "https://spdx.dev/Document" });
                return null;
            case "noise-for-a-bundle":
                AttachNoise(layout, image);
                return null;
            case "noise-beside-a-signature":
                layout.Sign(image, Release);
                AttachNoise(layout, image);
                return null;
            case "summary-without-a-listed-verifier":
                layout.Attest(image, Summary(image), Release);
                return null;
            default:
                return AttachKeyed(name, layout, image);
        }
    }

    private static (string Path, ReadOnlyMemory<byte> Bytes)[] AttachKeyed(string name, LayoutBuilder layout, Digest image)
    {
        using var key = ECDsa.Create(name == "p384-with-sha256" ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256);
        var payload = SignedLayout.Payload(image, "");
        switch (name)
        {
            case "p384-with-sha256":
                AttachSimple(layout, image, payload, key.SignData(payload, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
                return [("trust.yaml", Encoding.UTF8.GetBytes($"version: 1\nidentities:\n  - {{ name: old, key: old.pem, {MaySign} }}\n")), ("old.pem", Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()))];
            case "keyless-by-a-stranger":
                var (stranger, leaf) = Certified(key);
                AttachSimple(layout, image, payload, key.SignData(payload, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence), leaf.ExportCertificatePem(), stranger.Root.ExportCertificatePem());
                return Instance(new TestAuthority("CN=Test root"));
            case "bare-envelope-with-certificate":
                var (authority, certificate) = Certified(key);
                var statement = LayoutBuilder.Bytes(TestStatements.Provenance(image));
                var signature = key.SignData(new DsseEnvelope(DsseEnvelope.InTotoPayloadType, [.. statement], []).PreAuthenticationEncoding(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
                var envelope = new JsonObject
                {
                    ["payloadType"] = DsseEnvelope.InTotoPayloadType,
                    ["payload"] = Convert.ToBase64String(statement),
                    ["signatures"] = new JsonArray(new JsonObject { ["keyid"] = "", ["sig"] = Convert.ToBase64String(signature), ["cert"] = certificate.ExportCertificatePem() }),
                };
                layout.Attach(image, "", [("application/vnd.dsse.envelope.v1+json", LayoutBuilder.Bytes(envelope))]);
                return Instance(authority);
            default:
                throw new FormatException($"no image is called '{name}'");
        }
    }

    private static void AttachSimple(LayoutBuilder layout, Digest image, byte[] payload, byte[] signature, string certificate = "", string chain = "")
    {
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal) { [SimpleSigningLayer.SignatureAnnotation] = Convert.ToBase64String(signature) };
        if (certificate.Length > 0) annotations[SimpleSigningLayer.CertificateAnnotation] = certificate;
        if (chain.Length > 0) annotations[SimpleSigningLayer.ChainAnnotation] = chain;
        layout.Attach(image, "", [(SimpleSigningLayer.MediaType, payload)], LayoutBuilder.By.CosignSignatureTag, annotations);
    }

    private static void AttachNoise(LayoutBuilder layout, Digest image) =>
        layout.Attach(image, "application/vnd.dev.sigstore.bundle.v0.3+json", [("application/vnd.dev.sigstore.bundle.v0.3+json", "this is no bundle"u8.ToArray())]);

    private static (string MediaType, byte[] Bytes) Envelope(JsonObject statement) => ("application/vnd.dsse.envelope.v1+json", SignedLayout.Envelope(statement, Release));

    private static (TestAuthority Authority, X509Certificate2 Leaf) Certified(ECDsa key)
    {
        var authority = new TestAuthority("CN=Test root");
        var leaf = authority.Issue(key, request =>
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddUri(new Uri("https://workflow.example/release"));
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.57264.1.1", "https://issuer.example"u8, critical: false));
        }, eku: "1.3.6.1.5.5.7.3.3");
        return (authority, leaf);
    }

    private static (string Path, ReadOnlyMemory<byte> Bytes)[] Instance(TestAuthority authority) =>
    [
        ("trust.yaml", Encoding.UTF8.GetBytes(
            "version: 1\nroots:\n  - { name: test instance, file: root.json, importedAt: 2026-11-20T00:00:00Z, source: 'https://test.example', approvedBy: Jane Doe }\nidentities:\n"
            + $"  - name: workflow\n    sigstore: {{ root: test instance, issuer: 'https://issuer.example', identity: 'https://workflow.example/release', require: {{ certificateLogs: 0 }} }}\n    {MaySign.Replace(", pred", "\n    pred", StringComparison.Ordinal)}\n")),
        ("root.json", Encoding.UTF8.GetBytes(Root.Replace("ROOT", Convert.ToBase64String(authority.Root.RawData), StringComparison.Ordinal))),
    ];

    private static JsonObject Summary(Digest image) => TestStatements.Of(image, "https://slsa.dev/verification_summary/v1", new JsonObject
    {
        ["verifier"] = new JsonObject { ["id"] = "https://verifier.example" },
        ["timeVerified"] = "2026-11-20T00:00:00Z",
        ["resourceUri"] = "pkg:oci/app",
        ["policy"] = new JsonObject { ["uri"] = "https://policy.example", ["digest"] = new JsonObject { ["sha256"] = new string('d', 64) } },
        ["verificationResult"] = "PASSED",
        ["verifiedLevels"] = new JsonArray("SLSA_BUILD_LEVEL_3"),
        ["slsaVersion"] = "1.0",
    });

    /// <summary>A key that is made for one run.</summary>
    private sealed class MadeSigner(string name) : IImageSigner
    {
        private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public string Name => name;

        public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

        public byte[] Sign(ReadOnlySpan<byte> data) => key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
