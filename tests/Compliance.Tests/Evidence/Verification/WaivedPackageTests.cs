using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Evidence.Raw;
using Compliance.Evidence.Verification;
using Compliance.Formats.Reading;
using Compliance.Policy.Results;
using Compliance.Reporting;
using Compliance.Service.Auditing;
using Compliance.Tests.Evidence.Packaging;
using Compliance.Tests.Policy;
using Compliance.Tests.Policy.Exceptions;
using Compliance.Tests.World;
using Reperformance = Compliance.Evidence.Assessing.Reperformance;

namespace Compliance.Tests.Evidence.Verification;

/// <summary>Waivers as raw evidence: judged when audited and again when verified.</summary>
public sealed class WaivedPackageTests
{
    private static readonly DateTimeOffset Day = PackageWorld.Finished.AddMinutes(-1);
    private static readonly IdentityFiles Doe = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Approver, "J. Doe", Day.AddDays(-1)), "", PlatformRandom.Fill);
    private static readonly string Waiver = WaiverWorld.Good.Replace("registry.example/pay/*", "*", StringComparison.Ordinal).Replace("policy: no-shell", "policy: no-setuid", StringComparison.Ordinal);

    [Fact]
    public void A_waiver_is_told_written_read_back_and_verified()
    {
        using var acquired = Acquire(Waiver, Sign(Waiver));
        var assessment = Assess(acquired.Raw);
        var result = assessment.Evaluation.Results.Single(one => one.PolicyId == "no-setuid");
        Assert.Equal("not met, waived until 2027-01-31 (operational requirement, approved by J. Doe, signature verified)", result.Words);
        var bytes = ResultsDocument.Write(assessment.Evaluation);
        var again = ResultsDocument.Read(bytes, "results.json").Required();
        Assert.Equal(bytes, ResultsDocument.Write(again));
        Assert.True(again.Results.Single(one => one.PolicyId == "no-setuid").IsWaived);
        Assert.Equal(VerificationConclusion.Verified, Verify(Seal(acquired.Raw, acquired.Raw)).Conclusion);
    }

    [Fact]
    public void A_waiver_edited_after_its_signature_has_no_effect()
    {
        using var acquired = Acquire(Waiver.Replace("2027-01-31", "2028-01-31", StringComparison.Ordinal), Sign(Waiver));
        var evaluation = Assess(acquired.Raw).Evaluation;
        Assert.Equal("WAIVER-0011", Assert.Single(evaluation.Waivers[0].Problems).Code.Text);
        Assert.DoesNotContain(evaluation.Results, result => result.IsWaived);
    }

    [Fact]
    public void A_package_whose_waiver_was_exchanged_by_the_right_key_gives_other_results()
    {
        using var acquired = Acquire(Waiver, Sign(Waiver));
        using var expired = Acquire(Waiver.Replace("2027-01-31", "2026-11-11", StringComparison.Ordinal), Sign(Waiver));
        var report = Verify(Seal(acquired.Raw, expired.Raw));
        Assert.Equal("PKG-0601", report.FirstFailure!.Code.Text);
        Assert.Contains("no-setuid", report.FirstFailure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_tells_the_waiver_and_the_unwaived_verdict()
    {
        using var acquired = Acquire(Waiver, Sign(Waiver));
        var html = Encoding.UTF8.GetString(ReportRenderer.Render(Prepare(acquired.Raw, acquired.Raw).Draft)[0].Bytes.AsSpan());
        Assert.Contains("waived until 2027-01-31", html, StringComparison.Ordinal);
        Assert.Contains("FedRAMP deviations", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Other exceptions", html, StringComparison.Ordinal);
    }

    private static AcquiredEvidence Acquire(string waiver, byte[] signature)
    {
        var layout = new LayoutBuilder();
        layout.Image(builder => builder.Layer(files => files.File("usr/bin/su", "not really", mode: 0x9ED).File("etc/passwd", "root:x:0:0::/:/bin/false\n")), "v1");
        using var snapshot = layout.Open("v1");
        var trust = "version: 1\nidentities:\n  - { name: J. Doe, certificate: doe.pem, may: [approve-waivers], roles: [authorizing official] }\n";
        var inputs = new AuditInputs([("trust.yaml", Encoding.UTF8.GetBytes(trust)), ("doe.pem", Doe.Certificates.AsMemory(0, Doe.Certificates.Length - Doe.Anchor.Length))], [], Encoding.UTF8.GetBytes(WaiverWorld.System))
        {
            Waivers = [("debug-shell.yaml", Encoding.UTF8.GetBytes(waiver)), ("debug-shell.yaml.p7s", signature)],
        };
        return ImageAcquisition.Run(snapshot, inputs, Observations.All, Limits.Default);
    }

    private static byte[] Sign(string waiver)
    {
        using var signer = SigningIdentity.Open(SignerRole.Approver, Doe.Certificates, Doe.Key, "").Required();
        return signer.SignDetached(Encoding.UTF8.GetBytes(waiver), Day.AddHours(-1));
    }

    private static Assessment Assess(RawEvidence raw) => Assessment.Make(raw, ShippedPolicies.Files(), "fedramp-rev5-moderate", Day, Limits.Default).Required();

    private static PreparedPackage Prepare(RawEvidence assessed, RawEvidence packed)
    {
        using var signer = PackageWorld.Open(PackageWorld.Files);
        var inputs = AuditDescription.Describe(assessed, Assess(assessed), new AuditRun(Day, PackageWorld.Finished, Day), Limits.Default) with { Raw = packed };
        return EvidencePackager.Prepare(inputs, EvidencePackager.Describe(signer));
    }

    private static byte[] Seal(RawEvidence assessed, RawEvidence packed)
    {
        using var signer = PackageWorld.Open(PackageWorld.Files);
        var prepared = Prepare(assessed, packed);
        var output = new MemoryStream();
        prepared.Seal(ReportRenderer.Render(prepared.Draft).Select(AuditDescription.ToPackageReport), signer, PackageWorld.Finished.AddSeconds(1), output);
        return output.ToArray();
    }

    private static VerificationReport Verify(byte[] package) => PackageVerifier.Verify(new MemoryStream(package), PackageWorld.Options with { Reperformance = new Reperformance() });
}
