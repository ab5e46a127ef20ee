using System.Collections.Immutable;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Packaging;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Reporting;
using Compliance.Service.Auditing;
using Compliance.Tests.Policy;

namespace Compliance.Tests.World.Samples;

/// <summary>Audits a sample layout by the code that <c>compliance audit</c> runs, at a fixed time, and seals the package.</summary>
internal static class SampleAudit
{
    public static readonly DateTimeOffset Started = new(2026, 11, 23, 10, 2, 11, TimeSpan.Zero);

    private const string Profile = "fedramp-rev5-moderate";

    /// <summary>What the caller trusts.</summary>
    public static ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)> Trust(TestSigner signer) =>
    [
        ("release.pem", SampleFolder.Text(signer.PublicPem.ReplaceLineEndings("\n").TrimEnd() + "\n")),
        ("trust.yaml", SampleFolder.Text(
            $"""
             # Who may sign the sample images. The key is a test key: docs/trust.md says what real folders look like.
             version: 1
             identities:
               - name: release
                 key: release.pem
                 may: [sign-images, attest]
                 predicates: ["{TestStatements.ProvenanceType}", "{TestStatements.SpdxType}"]
                 builders: ["{TestStatements.Builder}"]
                 buildLevel: 3

             """.ReplaceLineEndings("\n"))),
    ];

    public static Assessment Assess(LayoutBuilder layout, TestSigner? trusted) => With(layout, trusted, (_, assessment) => assessment);

    /// <summary>A sealed package.</summary>
    /// <param name="change">What someone changes before it is sealed.</param>
    /// <param name="withPdf">Whether the PDF, the largest file, is among the reports.</param>
    public static byte[] Package(LayoutBuilder layout, TestSigner trusted, ISigner signer, Func<PackageInputs, PackageInputs>? change = null, bool withPdf = false) => With(layout, trusted, (acquired, assessment) =>
    {
        var run = new AuditRun(Started, Started.AddSeconds(1), Started);
        var inputs = AuditDescription.Describe(acquired.Raw, assessment, run, Limits.Default) with
        {
            Evaluator = new EvaluatorDescription("0.1.0", "Linux", ".NET 10", "OpenSSL 3", "absent"),
        };
        var prepared = EvidencePackager.Prepare(change?.Invoke(inputs) ?? inputs, EvidencePackager.Describe(signer));
        var output = new MemoryStream();
        var reports = ReportRenderer.Render(prepared.Draft).Select(AuditDescription.ToPackageReport).Where(report => withPdf || report.MediaType.Text != "application/pdf");
        prepared.Seal(reports, signer, run.FinishedAt, output);
        return output.ToArray();
    });

    private static T With<T>(LayoutBuilder layout, TestSigner? trusted, Func<AcquiredEvidence, Assessment, T> use)
    {
        var inputs = AuditInputs.None with { Trust = trusted is null ? null : Trust(trusted) };
        using var snapshot = ImageSnapshot.Open(layout.ToMemory(), ImageReference.Parse("oci:evidence-samples/after/image").Required(), Limits.Default).Required();
        using var acquired = ImageAcquisition.Run(snapshot, inputs, Observations.All, Limits.Default);
        return use(acquired, Assessment.Make(acquired.Raw, ShippedPolicies.Files(), Profile, Started, Limits.Default).Required());
    }
}
