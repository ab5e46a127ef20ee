using System.Collections.Immutable;
using System.Text;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Raw;
using Compliance.Evidence.Verification;
using Compliance.Formats.Reading;
using Compliance.Policy.Library;
using Compliance.Policy.Results;
using Compliance.Reporting;
using Compliance.Service.Auditing;
using Compliance.Tests.Evidence.Packaging;
using Compliance.Tests.Policy;
using Compliance.Tests.World;
using Reperformance = Compliance.Evidence.Assessing.Reperformance;

namespace Compliance.Tests.Evidence.Verification;

/// <summary>The real collectors, policies and reports, packed and verified, and evidence edited by someone who holds the right key.</summary>
public sealed class ReperformanceTests
{
    private const string Profile = "fedramp-rev5-moderate";
    private const string Apk = "P:zlib\nV:1.3-r0\nA:x86_64\nL:Zlib\no:zlib\nm:wolfi\nF:usr/lib\nR:libz.so.1\n\n";

    private static readonly AuditRun Run = new(PackageWorld.Finished.AddMinutes(-1), PackageWorld.Finished, PackageWorld.Finished.AddMinutes(-1));
    private static readonly ImmutableArray<PolicyFile> Policies = ShippedPolicies.Files();
    private static readonly VerificationOptions Options = PackageWorld.Options with { Reperformance = new Reperformance() };

    /// <summary>Origin of a raw document, what to find in it, what to put there.</summary>
    public static TheoryData<string, string, string> Edits() => new()
    {
        { "etc/passwd", "app:x:0:0", "app:x:9:9" },
        { "usr/lib/apk/db/installed", "L:Zlib", "L:GPL3" },
        { "etc/os-release", "VERSION_ID=\"20230201\"", "VERSION_ID=\"20330201\"" },
        { "etc/ssl/openssl.cnf", "activate = 1", "activate = 0" },
    };

    [Fact]
    public void An_audited_image_is_verified_and_evaluates_to_the_same_bytes()
    {
        var report = PackageVerifier.Verify(new MemoryStream(Seal(raw => raw, null)), Options);
        Assert.Equal([], report.Lines.SelectMany(line => line.Checks).Where(check => check.Outcome < Compliance.Cryptography.Checks.CheckOutcome.Note).Select(check => $"{check.Code} {check.Detail}"));
        Assert.Equal(VerificationConclusion.Verified, report.Conclusion);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void Evidence_edited_and_sealed_again_by_the_right_key_gives_other_facts(string origin, string old, string text)
    {
        var report = PackageVerifier.Verify(new MemoryStream(Seal(raw => raw, raw => Edit(raw, origin, old, text))), Options);
        Assert.Equal(VerificationConclusion.Failed, report.Conclusion);
        Assert.Equal("PKG-0501", report.FirstFailure!.Code.Text);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void Evidence_edited_before_facts_are_made_leaves_a_gap_and_no_verdict_gets_better(string origin, string old, string text)
    {
        using var acquired = Acquire();
        var before = Assess(acquired.Raw);
        var after = Assess(Edit(acquired.Raw, origin, old, text));
        Assert.Contains("ACQ-0003", after.Facts[0].Gaps.Select(gap => gap.Code.Text));
        foreach (var (was, now) in before.Evaluation.Results.Zip(after.Evaluation.Results))
        {
            Assert.Equal(was.PolicyId, now.PolicyId);
            Assert.True(now.Verdict <= Verdict.Unknown || now.Verdict == was.Verdict, $"{was.PolicyId}: {was.Verdict} became {now.Verdict}");
        }
    }

    private static byte[] Seal(Func<RawEvidence, RawEvidence> before, Func<RawEvidence, RawEvidence>? after)
    {
        using var acquired = Acquire();
        using var signer = PackageWorld.Open(PackageWorld.Files);
        var raw = before(acquired.Raw);
        var inputs = AuditDescription.Describe(raw, Assess(raw), Run, Limits.Default);
        if (after is not null) inputs = inputs with { Raw = after(raw) };
        var prepared = EvidencePackager.Prepare(inputs, EvidencePackager.Describe(signer));
        var output = new MemoryStream();
        prepared.Seal(ReportRenderer.Render(prepared.Draft).Select(AuditDescription.ToPackageReport), signer, PackageWorld.Finished.AddSeconds(1), output);
        return output.ToArray();
    }

    private static Assessment Assess(RawEvidence raw) => Assessment.Make(raw, Policies, Profile, Run.EvaluatedAt, Limits.Default).Required();

    private static AcquiredEvidence Acquire()
    {
        var layout = new LayoutBuilder();
        layout.Image(builder => builder.User("app").Layer(files => files
            .File("etc/passwd", "app:x:0:0:app:/:/bin/sh\n")
            .File("etc/os-release", "ID=wolfi\nVERSION_ID=\"20230201\"\nPRETTY_NAME=\"Wolfi\"\n")
            .File("etc/ssl/openssl.cnf", "openssl_conf = init\n[init]\nproviders = provs\n[provs]\nfips = fips_sect\n[fips_sect]\nactivate = 1\n")
            .File("usr/lib/ossl-modules/fips.so", StubModule.Provider())
            .File("usr/lib/apk/db/installed", Apk)
            .File("usr/lib/libz.so.1", "not really")), "v1");
        using var snapshot = layout.Open("v1");
        return ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
    }

    // The document with other bytes, and its digest and size as if it had always been so.
    private static RawEvidence Edit(RawEvidence raw, string origin, string old, string text)
    {
        var image = raw.Images[0];
        var file = image.Files.Single(candidate => candidate.Item.Origin == origin);
        var content = Encoding.UTF8.GetString(file.ReadAll(Limits.Default));
        Assert.Contains(old, content, StringComparison.Ordinal);
        var edited = RawDocument.Of(file.Item.Path, file.Item.Role, origin, file.Item.MediaType, Encoding.UTF8.GetBytes(content.Replace(old, text, StringComparison.Ordinal)));
        return raw with { Images = [image with { Files = image.Files.Replace(file, edited) }] };
    }
}
