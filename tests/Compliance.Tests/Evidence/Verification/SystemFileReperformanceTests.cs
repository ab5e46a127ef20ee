using System.Text;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Evidence.Verification;
using Compliance.Formats.Reading;
using Compliance.Policy.Results;
using Compliance.Reporting;
using Compliance.Service.Auditing;
using Compliance.Tests.Evidence.Packaging;
using Compliance.Tests.Policy;
using Compliance.Tests.World.Samples;
using Reperformance = Compliance.Evidence.Assessing.Reperformance;

namespace Compliance.Tests.Evidence.Verification;

/// <summary>What a system file brings (force, deviations, objectives) is in the package and comes out the same when it is evaluated again.</summary>
public sealed class SystemFileReperformanceTests
{
    private const string System = """
        id: acme-gov
        title: Acme Government Cloud
        dated: 2026-11-01
        certification: { type: rev5, class: c }
        adopted: [ { ruleset: CMU, on: 2026-07-10 } ]
        services: [ { name: web, images: [ "*" ], uses: [ { name: service TLS, purpose: data-in-transit } ] } ]
        parameters: { no-shell: { allowed: [ bin/sh ] } }
        deviations:
          - policy: crypto-validated-active
            rule: CMU-CSO-UVM
            reason: the vendor's module is in process
            customerRisk: traffic of one service rests on a module without a certificate
            acceptedBy: A. Smith
            acceptedOn: 2026-07-20
            document: DEV-7
        approvers: [ { name: A. Smith, role: authorizing official } ]
        """;

    [Theory]
    [InlineData("fedramp-cr26-rev5-class-c")]
    [InlineData("fips-140-3")]
    public void Package_with_a_system_file_is_verified(string profile)
    {
        var (package, _) = Seal(profile);
        var report = PackageVerifier.Verify(new MemoryStream(package), PackageWorld.Options with { Reperformance = new Reperformance() });
        Assert.Equal([], report.Lines.SelectMany(line => line.Checks).Where(check => check.Outcome < Compliance.Cryptography.Checks.CheckOutcome.Note).Select(check => $"{check.Code} {check.Detail}"));
        Assert.Equal(VerificationConclusion.Verified, report.Conclusion);
    }

    [Fact]
    public void Results_are_read_back_with_force_deviations_and_objectives()
    {
        var (_, assessment) = Seal("fedramp-cr26-rev5-class-c");
        var evaluation = assessment.Evaluation;
        var deviant = evaluation.Results.Single(result => result.PolicyId == "crypto-validated-active");
        Assert.Equal((Verdict.NotMet, "should", DeviationState.Recorded), (deviant.Verdict, deviant.Force, deviant.Deviation!.State));
        var bytes = ResultsDocument.Write(evaluation);
        var again = ResultsDocument.Read(bytes, "results.json").Required();
        Assert.Equal(bytes, ResultsDocument.Write(again));
        Assert.Equal(deviant.Deviation, again.Results.Single(result => result.PolicyId == "crypto-validated-active").Deviation);
        Assert.NotEmpty(again.Objectives);
        Assert.NotEmpty(again.Needed);
    }

    [Fact]
    public void Report_tells_the_deviation_and_the_objectives()
    {
        var (_, assessment) = Seal("fedramp-cr26-rev5-class-c");
        using var acquired = Acquire();
        using var signer = PackageWorld.Open(PackageWorld.Files);
        var prepared = EvidencePackager.Prepare(AuditDescription.Describe(acquired.Raw, assessment, Run, Limits.Default), EvidencePackager.Describe(signer));
        var html = Encoding.UTF8.GetString([.. ReportRenderer.Render(prepared.Draft).Single(report => report.MediaType.Text == "text/html").Bytes]);
        Assert.Contains("recorded deviation", html, StringComparison.Ordinal);
        Assert.Contains("A. Smith, authorizing official", html, StringComparison.Ordinal);
        Assert.Contains("for the declared uses: service TLS (data in transit)", html, StringComparison.Ordinal);
        Assert.Contains("Needs human evidence", html, StringComparison.Ordinal);
    }

    private static AuditRun Run { get; } = new(PackageWorld.Finished.AddMinutes(-1), PackageWorld.Finished, PackageWorld.Finished.AddMinutes(-1));

    private static (byte[] Package, Assessment Assessment) Seal(string profile)
    {
        using var acquired = Acquire();
        using var signer = PackageWorld.Open(PackageWorld.Files);
        var assessment = Assessment.Make(acquired.Raw, ShippedPolicies.Files(), profile, Run.EvaluatedAt, Limits.Default).Required();
        var prepared = EvidencePackager.Prepare(AuditDescription.Describe(acquired.Raw, assessment, Run, Limits.Default), EvidencePackager.Describe(signer));
        var output = new MemoryStream();
        prepared.Seal(ReportRenderer.Render(prepared.Draft).Select(AuditDescription.ToPackageReport), signer, PackageWorld.Finished.AddSeconds(1), output);
        return (output.ToArray(), assessment);
    }

    private static AcquiredEvidence Acquire()
    {
        using var snapshot = AfterImage.Build().Open("latest");
        return ImageAcquisition.Run(snapshot, AuditInputs.None with { System = Encoding.UTF8.GetBytes(System) }, Observations.All, Limits.Default);
    }
}
