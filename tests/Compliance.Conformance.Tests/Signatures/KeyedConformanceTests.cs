using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Dsse;
using Compliance.Cryptography.SimpleSigning;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Cryptography.Trust;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Attestation.CloudBuild;
using Compliance.Formats.Reading;

namespace Compliance.Conformance.Tests.Signatures;

/// <summary>Signatures made by others with known keys, and bare envelopes.</summary>
public sealed class KeyedConformanceTests
{
    private const string CloudBuildKey = "projects/verified-builder/locations/{0}/keyRings/attestor/cryptoKeys/builtByGCB/cryptoKeyVersions/1";
    private static readonly Dictionary<string, string> CertificateCauses = new(StringComparer.Ordinal)
    {
        ["intermediate-with-eku"] = "it is a certification authority's certificate",
        ["leaf-invalid-eku"] = "extended key usage is",
        ["leaf-missing-eku"] = "it has no extended key usage",
        ["root-invalid-ku"] = "its key usage does not include keyCertSign",
        ["root-noncritical-bc"] = "its basic constraints are not critical",
    };

    private static readonly DateTimeOffset At = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Cosign_signatures_have_their_expected_outcome() => Judge("image-cosign-simplesigning", one =>
    {
        var outcomes = SimpleSigning(one);
        return outcomes.Contains(CheckOutcome.Passed) || outcomes.Contains(CheckOutcome.Note) ? "pass" : "fail";
    });

    [Fact]
    public void Bare_envelopes_with_a_certificate_are_never_verified()
    {
        var trust = new Lazy<TrustPolicy>(() => Trust("version: 1\nidentities:\n  - name: builder\n    sigstore: {trustedRoot: root.json, issuer: 'https://token.actions.githubusercontent.com', identityPattern: "
            + "'https://github.com/slsa-framework/slsa-github-generator/\\.github/workflows/builder_go_slsa3\\.yml@.*|https://github.com/slsa-framework/slsa-github-generator/\\.github/workflows/generator_generic_slsa3\\.yml@.*'}\n"
            + "    may: [attest]\n    predicates: ['*']\n", ("root.json", Shared("trusted_root.public-good.json"))));
        Judge("dsse-bare-cert", one =>
        {
            var assessment = DsseVerifier.Assess(DsseEnvelope.Read(one.Read("envelope.intoto.jsonl"), one.Name).Required(), trust.Value, At);
            if (assessment.Signer is not null) return $"verified as {assessment.Signer.Name}";
            // No proof of time: what cannot be judged is as good as failed where the case says so.
            return assessment.Outcome switch
            {
                CheckOutcome.Failed => $"fail by {string.Join(", ", assessment.Checks.Where(check => check.Outcome == CheckOutcome.Failed).Select(check => check.Code))}",
                CheckOutcome.Indeterminate => one.Expect == "fail" ? "fail by no proven time" : "indeterminate",
                var other => $"{other}",
            };
        }, one => one.Name switch
        {
            // Upstream asks the log, which proves a time after the certificate; offline no time is proven, and that the certificate is of a fork decides.
            "expired-cert_fail" => "SIGSTORE-0020",
            "untrusted-builder_fail" => "SIGSTORE-0020",
            _ => "",
        });
    }

    [Fact]
    public void Cloud_build_provenance_has_its_expected_outcome()
    {
        var trust = new Lazy<TrustPolicy>(CloudBuildTrust);
        Judge("provenance-gcb", one => CloudBuild(one, trust.Value), CloudBuildCause);
    }

    [Fact]
    public void Verification_summaries_need_the_asked_key_id() => Judge("vsa", one =>
    {
        var reading = TrustPolicies.Read(
            [
                new TrustFile("trust.yaml", Encoding.UTF8.GetBytes($"version: 1\nidentities:\n  - {{name: verifier, key: key.pem, keyId: '{one.Text("keyid")}', may: [attest], predicates: ['https://slsa.dev/verification_summary/v1']}}")),
                new TrustFile("key.pem", one.Read("key.pem")),
            ],
            "trust");
        if (!reading.TryGet(out var trust)) return $"fail by {reading.Defects[0].Code}";
        var envelope = DsseEnvelope.Read(one.Read("vsa.jsonl"), one.Name).Required();
        var assessment = DsseVerifier.Assess(envelope, trust, At);
        var statement = InTotoStatement.Read(envelope.Payload.AsMemory(), one.Name).Required();
        return assessment.Outcome >= CheckOutcome.Note && assessment.Signer!.MayAttest(statement.PredicateType) ? "pass" : $"fail by {string.Join(", ", assessment.Failures)}";
    }, one => one.Name == "gke-vsa-empty-keyid_fail" ? "TRUST-0004" : "");

    [Fact]
    public void Trusted_roots_are_read_or_refused() => Judge(
        "trust-root-parse",
        one => TrustedRoots.Read(one.Read("file.json"), one.Name) is var reading && reading.TryGet(out _) ? "pass" : $"fail by {reading.Defects[0].Code}",
        one => one.Name == "py-config.badtype_fail" ? "SIGSTORE-0025" : "");

    [Fact]
    public void Odd_certificates_are_refused_in_the_place_that_they_claim() => Judge("x509-corner-cases", one =>
    {
        using var loaded = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(File.ReadAllText(Directory.EnumerateFiles(one.Folder, "*.pem").Single()));
        if (ParsedCertificate.Read(loaded.RawData) is not { } certificate) return "fail by a certificate that can't be read";
        var refusal = one.Name.Contains("root", StringComparison.Ordinal)
            ? CertificateRules.ForbidsIssuing(certificate, CertificateRules.CodeSigning, 0)
            : CertificateRules.ForbidsSigning(certificate, CertificateRules.CodeSigning);
        return refusal is null ? "pass" : $"fail by {refusal}";
    }, one => CertificateCauses.FirstOrDefault(cause => one.Name.Contains(cause.Key, StringComparison.Ordinal)).Value ?? "");

    /// <param name="cause">What the reason of a failing case has in it; empty for a case that is not known here, which must only fail.</param>
    private static void Judge(string kind, Func<SignatureCase, string> judge, Func<SignatureCase, string>? cause = null)
    {
        using var suite = new ConformanceSuite("signatures", $"sigstore/{kind}");
        foreach (var one in SignatureCase.Of(kind))
        {
            var expected = one.Expect is "pass" or "fail" or "indeterminate" ? one.Expect : $"an outcome that is known, not {one.Expect}";
            var reason = one.Expect == "fail" ? cause?.Invoke(one) ?? "" : "";
            if (reason.Length > 0) expected = $"fail by {reason}";
            suite.Check($"{kind}/{one.Name}", expected, () =>
            {
                var got = judge(one);
                if (!got.StartsWith("fail by ", StringComparison.Ordinal)) return got;
                return reason.Length == 0 ? "fail" : got.Contains(reason, StringComparison.Ordinal) ? expected : got;
            });
        }

        suite.Finish();
    }

    // The errors of upstream's own table, which each case states.
    private static string CloudBuildCause(SignatureCase one) => one.Why.Split(' ')[0] switch
    {
        "serrors.ErrorNoValidSignature" or "serrors.ErrorInvalidDssePayload" => "no valid signature",
        "serrors.ErrorInvalidFormat" => "an entry that contradicts itself",
        "serrors.ErrorMismatchHash" => "another image",
        "serrors.ErrorMismatchIntoto" => "a text that was not signed",
        _ => "",
    };

    private static ImmutableArray<CheckOutcome> SimpleSigning(SignatureCase one)
    {
        if (!one.Has("manifest.json")) return [];
        var digest = Digest.Sha256(SHA256.HashData(one.Read("manifest.json")));
        var root = LegacyRoot(Shared("containers-image-keys/fulcio_v1.crt.pem"), Shared("containers-image-keys/rekor.pub"));
        var trust = Trust(
            "version: 1\nidentities:\n  - {name: cosign, key: cosign.pub, may: [sign-images]}\n  - name: person\n    sigstore: {trustedRoot: root.json, issuer: 'https://github.com/login/oauth', "
            + "identity: mitr@redhat.com, require: {certificateLogs: 0}}\n    may: [sign-images]\n", ("cosign.pub", Shared("containers-image-keys/cosign.pub")), ("root.json", root));
        var outcomes = ImmutableArray.CreateBuilder<CheckOutcome>();
        for (var number = 1; one.Has($"signature-{number}"); number++)
        {
            // "\0sigstore-json\n", then a JSON object (containers/image, internal/signature).
            var bytes = one.Read($"signature-{number}");
            var json = JsonDocument.Parse(bytes.AsMemory(bytes.AsSpan().IndexOf((byte)'\n') + 1)).RootElement;
            var annotations = json.GetProperty("annotations").EnumerateObject().ToImmutableDictionary(pair => pair.Name, pair => pair.Value.GetString()!, StringComparer.Ordinal);
            var layer = new SimpleSigningLayer(json.GetProperty("payload").GetBytesFromBase64(), annotations);
            outcomes.Add(SimpleSigningVerifier.Assess(layer, new SignatureSubject([digest]), trust, At).Outcome);
        }

        return outcomes.ToImmutable();
    }

    private static string CloudBuild(SignatureCase one, TrustPolicy trust)
    {
        var image = Digest.Parse(Encoding.ASCII.GetString(one.Read("image.digest")).Trim());
        // Some of these files have trailing commas, which the format does not allow and the cases are not about.
        var json = JsonDocument.Parse(one.Read("provenance.json"), new JsonDocumentOptions { AllowTrailingCommas = true }).RootElement;
        var reading = CloudBuildProvenance.Read(JsonSerializer.SerializeToUtf8Bytes(json), one.Name);
        if (!reading.TryGet(out var provenance)) return $"fail by {TextCause(reading.Defects)}";
        if (provenance.Image != image) return "fail by another image";
        var causes = reading.Defects.Select(defect => TextCause([defect])).ToList();
        // An entry that its text contradicts is refused before its signature is looked at; here both are told.
        foreach (var entry in json.GetProperty("provenance_summary").GetProperty("provenance").EnumerateArray().Where(entry => entry.TryGetProperty("envelope", out _)))
        {
            if (DsseEnvelope.Read(JsonSerializer.SerializeToUtf8Bytes(entry.GetProperty("envelope")), one.Name).TryGet(out var signed) && DsseVerifier.Assess(signed, trust, At).Outcome < CheckOutcome.Note) causes.Add("no valid signature");
        }

        foreach (var envelope in provenance.Envelopes)
        {
            var assessment = DsseVerifier.Assess(envelope, trust, At);
            if (assessment.Outcome < CheckOutcome.Note)
            {
                causes.Add($"no valid signature ({string.Join(", ", assessment.Failures)})");
                continue;
            }

            if (InTotoStatement.Read(envelope.Payload.AsMemory(), one.Name).TryGet(out var statement) && statement.IsAbout(image)
                && statement.Predicate["builder"]["id"].AsText == one.Text("builder")) return "pass";
            causes.Add("another image or builder");
        }

        return $"fail by {string.Join("; ", causes)}";
    }

    private static string TextCause(ImmutableArray<Defect> defects) => defects.IsEmpty ? "nothing" : defects[0] switch
    {
        { Message: var message } when message.Contains("signature", StringComparison.Ordinal) => $"no valid signature ({defects[0]})",
        { Message: var message } when message.Contains("two images", StringComparison.Ordinal) || message.Contains("another image", StringComparison.Ordinal) => $"another image ({defects[0]})",
        { Message: var message } when message.Contains("readable text", StringComparison.Ordinal) => $"a text that was not signed ({defects[0]})",
        _ => $"an entry that contradicts itself ({defects[0]})",
    };

    private static TrustPolicy CloudBuildTrust()
    {
        var folder = Path.Combine(Vectors.Root ?? "", "sigstore", "trust-material", "gcb-keys");
        var files = Directory.GetFiles(folder, "*.key").Where(file => !file.Contains("pae", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        var yaml = new StringBuilder("version: 1\nidentities:\n");
        foreach (var file in files)
        {
            var region = Path.GetFileNameWithoutExtension(file);
            var keyId = CloudBuildKey.Replace("{0}", region, StringComparison.Ordinal);
            yaml.Append(System.Globalization.CultureInfo.InvariantCulture, $"  - {{name: {region}, key: {region}.key, keyId: '{keyId}', unsafeSignsBarePayload: true, may: [attest], predicates: ['*']}}\n");
        }

        return Trust(yaml.ToString(), [.. files.Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))]);
    }

    // A trusted root as files of the time before it gave them: one authority, one log.
    private static byte[] LegacyRoot(byte[] authority, byte[] log)
    {
        using var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(authority));
        using var key = ECDsa.Create();
        key.ImportFromPem(Encoding.ASCII.GetString(log));
        var spki = key.ExportSubjectPublicKeyInfo();
        return Encoding.UTF8.GetBytes(
            $$"""
            {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
             "tlogs":[{"baseUrl":"https://rekor.sigstore.dev","hashAlgorithm":"SHA2_256","logId":{"keyId":"{{Convert.ToBase64String(SHA256.HashData(spki))}}"},
              "publicKey":{"rawBytes":"{{Convert.ToBase64String(spki)}}","keyDetails":"PKIX_ECDSA_P256_SHA_256","validFor":{"start":"2020-01-01T00:00:00Z"} } }],
             "certificateAuthorities":[{"subject":{"organization":"test"},"uri":"https://fulcio.sigstore.dev","validFor":{"start":"2020-01-01T00:00:00Z"},
              "certChain":{"certificates":[{"rawBytes":"{{Convert.ToBase64String(certificate.RawData)}}"}] } }] }
            """);
    }

    private static TrustPolicy Trust(string yaml, params (string Path, byte[] Bytes)[] files) =>
        TrustPolicies.Read([new TrustFile("trust.yaml", Encoding.UTF8.GetBytes(yaml)), .. files.Select(file => new TrustFile(file.Path, file.Bytes))], "trust").Required();

    private static byte[] Shared(string path) => File.ReadAllBytes(Path.Combine(Vectors.Root!, "sigstore", "trust-material", path));
}
