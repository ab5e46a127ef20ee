using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Notary;
using Compliance.Cryptography.Trust;
using Compliance.Formats;
using Compliance.Formats.Attestation.Notary;
using Compliance.Formats.Reading;
using Compliance.Tests.Cryptography.Timestamps;
using Compliance.Tests.World;

namespace Compliance.Tests.Cryptography.Notary;

public sealed class NotaryVerifierTests
{
    private static readonly Digest Image = LayoutBuilder.DigestOf([1]);

    public static TheoryData<string> Envelopes => [NotarySignature.JwsMediaType, NotarySignature.CoseMediaType];

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void Signature_below_a_named_anchor_is_verified(string envelope)
    {
        var maker = new NotaryMaker();
        var assessment = Assess(maker, envelope);
        Assert.Equal((CheckOutcome.Passed, "acme", "ecdsa-p256-sha256", Image), (assessment.Outcome, assessment.Signer?.Name, assessment.Algorithm?.Name, assessment.SignedDigest));
    }

    [Theory]
    [InlineData("ES384")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    public void Key_and_algorithm_that_belong_together_verify(string algorithm)
    {
        using AsymmetricAlgorithm key = algorithm switch { "ES384" => ECDsa.Create(ECCurve.NamedCurves.nistP384), "PS256" => RSA.Create(2048), _ => RSA.Create(3072) };
        foreach (var envelope in (string[])[NotarySignature.JwsMediaType, NotarySignature.CoseMediaType])
            Assert.True(Assess(new NotaryMaker { Key = key, Algorithm = algorithm }, envelope).Outcome >= CheckOutcome.Note);
    }

    // What is wrong, at which level, what comes of it, and the code that says so.
    public static TheoryData<string, string, CheckOutcome, string> Cases => new()
    {
        { "other image", "strict", CheckOutcome.Failed, "NOTA-0003" },
        { "other image", "audit", CheckOutcome.Failed, "NOTA-0003" },
        { "other algorithm", "audit", CheckOutcome.Failed, "NOTA-0004" },
        { "changed", "audit", CheckOutcome.Failed, "NOTA-0004" },
        { "stranger", "strict", CheckOutcome.Failed, "NOTA-0005" },
        { "stranger", "permissive", CheckOutcome.Failed, "NOTA-0005" },
        { "stranger", "audit", CheckOutcome.Indeterminate, "NOTA-0005" },
        { "other subject", "strict", CheckOutcome.Failed, "NOTA-0005" },
        { "other purpose", "strict", CheckOutcome.Failed, "NOTA-0005" },
        { "certificate expired", "strict", CheckOutcome.Failed, "NOTA-0006" },
        { "certificate expired", "permissive", CheckOutcome.Note, "NOTA-0006" },
        { "certificate expired", "audit", CheckOutcome.Indeterminate, "NOTA-0006" },
        { "signature expired", "strict", CheckOutcome.Failed, "NOTA-0007" },
        { "signature expired", "permissive", CheckOutcome.Note, "NOTA-0007" },
        { "revocation named", "strict", CheckOutcome.Indeterminate, "NOTA-0008" },
        { "revocation named", "permissive", CheckOutcome.Note, "NOTA-0008" },
        { "signing authority", "strict", CheckOutcome.Failed, "NOTA-0005" },
        { "nothing", "skip", CheckOutcome.Indeterminate, "NOTA-0009" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_wrong_has_its_outcome_and_code_at_each_level(string wrong, string level, CheckOutcome outcome, string code)
    {
        var maker = wrong switch
        {
            "other algorithm" => new NotaryMaker { Algorithm = "ES384" },
            "other purpose" => new NotaryMaker { Purpose = "1.3.6.1.5.5.7.3.1" },
            "certificate expired" => new NotaryMaker { CertificateEnds = NotaryMaker.At.AddDays(-1) },
            "signature expired" => new NotaryMaker { Expiry = NotaryMaker.At.AddDays(-1) },
            "revocation named" => new NotaryMaker { Certificate = request => request.CertificateExtensions.Add(new System.Security.Cryptography.X509Certificates.X509Extension("2.5.29.31", [0x30, 0x00], false)) },
            "signing authority" => new NotaryMaker { Scheme = NotarySignature.SchemeAuthority },
            _ => new NotaryMaker(),
        };
        var trust = Trust(wrong == "stranger" ? new NotaryMaker() : maker, $"level: {level}", wrong == "other subject" ? "CN=Somebody" : "CN=Test signer");
        foreach (var envelope in (string[])[NotarySignature.JwsMediaType, NotarySignature.CoseMediaType])
        {
            var bytes = envelope == NotarySignature.JwsMediaType ? maker.Jws(Image) : maker.Cose(Image);
            if (wrong == "changed") bytes = Changed(bytes, envelope);
            var subject = new SignatureSubject([wrong == "other image" ? LayoutBuilder.DigestOf([2]) : Image]);
            var assessment = NotaryVerifier.Assess(Read(bytes, envelope).Required(), subject, trust, NotaryMaker.At);
            Assert.Equal(outcome, assessment.Outcome);
            Assert.Contains(assessment.Checks, check => check.Code.Text == code && check.Outcome == outcome);
            Assert.True(outcome >= CheckOutcome.Note || assessment.Failures.Length > 0);
        }
    }

    [Theory]
    [InlineData(true, CheckOutcome.Passed)]
    [InlineData(false, CheckOutcome.Failed)]
    public void Expired_certificate_counts_with_a_timestamp_of_its_time(bool isTrusted, CheckOutcome outcome)
    {
        var stamping = new Cms.TestAuthority("CN=Stamping root");
        var maker = new NotaryMaker { CertificateEnds = NotaryMaker.At.AddDays(-1), Timestamp = signature => new TestTimestampAuthority(stamping).Stamp(signature, NotaryMaker.At.AddDays(-2)) };
        var trust = Trust(maker, $"timestampAnchors: tsa.pem", "CN=Test signer", ("tsa.pem", isTrusted ? stamping.Root.ExportCertificatePem() : maker.RootPem));
        Assert.Equal(outcome, NotaryVerifier.Assess(Read(maker.Jws(Image), NotarySignature.JwsMediaType).Required(), new SignatureSubject([Image]), trust, NotaryMaker.At).Outcome);
    }

    [Fact]
    public void Without_trust_or_anchors_it_is_indeterminate()
    {
        var signature = Read(new NotaryMaker().Jws(Image), NotarySignature.JwsMediaType).Required();
        Assert.Equal(CheckOutcome.Indeterminate, NotaryVerifier.Assess(signature, new SignatureSubject([Image]), null, NotaryMaker.At).Outcome);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(CheckOutcome.Indeterminate, NotaryVerifier.Assess(signature, new SignatureSubject([Image]), Compliance.Tests.Cryptography.Trust.TestTrust.Of(key), NotaryMaker.At).Outcome);
    }

    [Theory]
    [InlineData("content type")]
    [InlineData("unknown critical")]
    [InlineData("scheme not critical")]
    [InlineData("critical and absent")]
    [InlineData("scheme")]
    public void Attributes_that_are_not_as_specified_are_refused(string wrong)
    {
        var maker = wrong switch
        {
            "content type" => new NotaryMaker { ContentType = "text/plain" },
            "unknown critical" => new NotaryMaker { Critical = ["io.cncf.notary.signingScheme", "io.example.new"] },
            "scheme not critical" => new NotaryMaker { Critical = [] },
            "critical and absent" => new NotaryMaker { Critical = ["io.cncf.notary.signingScheme", "io.cncf.notary.expiry"] },
            _ => new NotaryMaker { Scheme = "notary.other" },
        };
        Assert.Equal("NOTA-0002", Assert.IsType<Reading<NotarySignature>.Rejected>(Read(maker.Jws(Image), NotarySignature.JwsMediaType)).Causes[0].Code.Text);
        Assert.Equal("NOTA-0002", Assert.IsType<Reading<NotarySignature>.Rejected>(Read(maker.Cose(Image), NotarySignature.CoseMediaType)).Causes[0].Code.Text);
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void Mutated_signatures_never_throw_and_never_verify_another_image(string envelope)
    {
        var maker = new NotaryMaker();
        var (bytes, trust) = (envelope == NotarySignature.JwsMediaType ? maker.Jws(Image) : maker.Cose(Image), Trust(maker, "level: strict", "*"));
        foreach (var mutated in Mutations.Of(bytes, 1_000, 17))
        {
            if (!Read(mutated, envelope).TryGet(out var signature)) continue;
            var assessment = NotaryVerifier.Assess(signature, new SignatureSubject([LayoutBuilder.DigestOf([3])]), trust, NotaryMaker.At);
            Assert.Equal(CheckOutcome.Failed, assessment.Outcome);
        }
    }

    private static byte[] Changed(byte[] bytes, string envelope)
    {
        var text = Encoding.Latin1.GetString(bytes);
        if (envelope == NotarySignature.CoseMediaType) return Encoding.Latin1.GetBytes(text.Replace("\"size\":2", "\"size\":3", StringComparison.Ordinal));
        var json = System.Text.Json.Nodes.JsonNode.Parse(bytes)!.AsObject();
        json["payload"] = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars((string)json["payload"]!)).Replace("\"size\":2", "\"size\":3", StringComparison.Ordinal)));
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static SignatureAssessment Assess(NotaryMaker maker, string envelope) => NotaryVerifier.Assess(
        Read(envelope == NotarySignature.JwsMediaType ? maker.Jws(Image) : maker.Cose(Image), envelope).Required(), new SignatureSubject([Image]), Trust(maker, "level: strict", "CN=Test signer"), NotaryMaker.At);

    private static Reading<NotarySignature> Read(byte[] bytes, string envelope) => NotarySignature.Read(bytes, envelope, "signature", Limits.Default);

    private static TrustPolicy Trust(NotaryMaker maker, string more, string subject, params (string Path, string Text)[] files) => TrustPolicies.Read(
        [
            new TrustFile("trust.yaml", Encoding.UTF8.GetBytes($"version: 1\nidentities:\n  - name: acme\n    notary: {{ anchors: ca.pem, subject: \"{subject}\", {more} }}\n    may: [sign-images]\n")),
            new TrustFile("ca.pem", Encoding.ASCII.GetBytes(maker.RootPem)),
            .. files.Select(file => new TrustFile(file.Path, Encoding.ASCII.GetBytes(file.Text))),
        ],
        "trust").Required();
}
