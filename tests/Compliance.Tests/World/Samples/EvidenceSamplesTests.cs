using Compliance.Cryptography.Certificates;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Verification;
using Compliance.Policy.Results;

namespace Compliance.Tests.World.Samples;

/// <summary>
/// <c>evidence-samples</c> is what this makes. Images come out the same each time; packages are signed with keys that are forgotten, so they are
/// verified instead. <c>COMPLIANCE_REGENERATE=1</c> makes everything anew, which is needed when policies, facts or the package format change.
/// </summary>
public sealed class EvidenceSamplesTests
{
    private const string Packages = "packages";
    private const int MaxBytes = 3 << 20;

    private static readonly Lazy<bool> Made = new(MakePackages);

    public static TheoryData<string, string> Tampered() => [.. TamperedSamples.Cases.Select(one => (one.Name, one.Code))];

    [Fact]
    public void Before_image_is_current() => SampleFolder.IsCurrent("before/image", SampleFolder.Files(BeforeImage.Build()));

    [Fact]
    public void After_image_is_current() => SampleFolder.IsCurrent("after/image", SampleFolder.Files(AfterImage.Build()));

    [Fact]
    public void Rebuild_folder_is_current() => SampleFolder.IsCurrent("rebuild", RebuildStory.Files());

    [Fact]
    public void Trust_folder_is_current() =>
        SampleFolder.IsCurrent("trust", SampleAudit.Trust(AfterImage.Signer).ToDictionary(file => file.Path, file => file.Bytes.ToArray(), StringComparer.Ordinal));

    [Fact]
    public void After_is_met_but_for_what_a_stub_and_an_image_alone_cannot_show() => Assert.Equal(
        ["crypto-catalog-current: NotMet", "crypto-exchange-conditions: Unknown", "crypto-inherited-complete: Unknown", "crypto-nonvalidated-present: Unknown", "crypto-operational-environment: Unknown", "crypto-stream-stated: Unknown", "crypto-unvalidated-planned: Unknown", "crypto-validated-active: NotMet", "cves-within-remediation: Unknown", "image-inventory-id: Unknown", "no-kev: Unknown", "registry-monitored: Unknown", "scan-within-window: NotMet"],
        Short(SampleAudit.Assess(AfterImage.Build(), AfterImage.Signer)));

    [Fact]
    public void Before_is_not_met_where_it_should_be()
    {
        var verdicts = SampleAudit.Assess(BeforeImage.Build(), AfterImage.Signer).Evaluation.Results.ToDictionary(result => result.PolicyId, result => result.Verdict, StringComparer.Ordinal);
        string[] bad = ["crypto-approved-mode", "no-package-manager", "no-secrets-in-env", "no-setuid", "no-shell", "no-world-writable", "non-root-user", "provenance-present", "sbom-present", "signature-verified"];
        Assert.All(bad, policy => Assert.Equal(Verdict.NotMet, verdicts[policy]));
    }

    [Fact]
    public void Good_package_is_verified_under_its_anchor()
    {
        var report = Verify("good.asice");
        Assert.True(report.Conclusion == VerificationConclusion.Verified, $"{report.FirstFailure}: if policies, facts or packages changed on purpose, run the tests with COMPLIANCE_REGENERATE=1");
    }

    [Theory]
    [MemberData(nameof(Tampered))]
    public void Tampered_package_fails_for_its_cause(string name, string code)
    {
        var report = Verify($"tampered/{name}.asice");
        Assert.Equal(VerificationConclusion.Failed, report.Conclusion);
        Assert.Equal(code, report.FirstFailure?.Code.Text);
    }

    [Fact]
    public void Expected_codes_are_listed_beside_the_tampered_packages()
    {
        _ = Made.Value;
        Assert.Equal(TamperedSamples.Expected(), SampleFolder.Read($"{Packages}/tampered/expected.json"));
    }

    [Fact]
    public void Samples_stay_small() =>
        Assert.InRange(Directory.EnumerateFiles(SampleFolder.Root, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, MaxBytes);

    private static IEnumerable<string> Short(Assessment assessment) => assessment.Evaluation.Results
        .Where(result => result.Verdict is not (Verdict.Met or Verdict.NotApplicable)).Select(result => $"{result.PolicyId}: {result.Verdict}").Order(StringComparer.Ordinal);

    private static VerificationReport Verify(string package)
    {
        _ = Made.Value;
        return PackageVerifier.Verify(new MemoryStream(SampleFolder.Read($"{Packages}/{package}")), new VerificationOptions
        {
            Anchors = TrustAnchors.Read(SampleFolder.Read($"{Packages}/anchor.pem"), "anchor.pem").Required(),
            Now = SampleAudit.Started.AddHours(1),
            Reperformance = new Reperformance(),
        });
    }

    private static bool MakePackages()
    {
        if (!SampleFolder.Regenerate) return false;
        var identity = SampleIdentities.Issue();
        using var right = SampleIdentities.Open(identity);
        using var stranger = SampleIdentities.Open(SampleIdentities.Issue());
        var small = SampleAudit.Package(AfterImage.Build(), AfterImage.Signer, right);
        var files = TamperedSamples.Cases.ToDictionary(one => $"tampered/{one.Name}.asice", one => TamperedSamples.Make(one.Name, small, right, stranger), StringComparer.Ordinal);
        files["good.asice"] = SampleAudit.Package(AfterImage.Build(), AfterImage.Signer, right, withPdf: true);
        files["anchor.pem"] = identity.Anchor;
        files["tampered/expected.json"] = TamperedSamples.Expected();
        SampleFolder.Write(Packages, files);
        return true;
    }
}
