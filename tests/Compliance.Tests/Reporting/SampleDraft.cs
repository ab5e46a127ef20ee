using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Compliance.Evidence.Packaging;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;

namespace Compliance.Tests.Reporting;

/// <summary>A draft with something of everything, made from nothing but its arguments.</summary>
internal static class SampleDraft
{
    public static readonly byte[] Results = Encoding.UTF8.GetBytes("{\"verdict\":\"not met\"}\n");

    public static EvidenceDraft Make(int images = 2, int packages = 12)
    {
        ImmutableArray<Digest> subjects = [.. Enumerable.Range(0, images).Select(index => DigestOf($"manifest {index}")).Order()];
        return new EvidenceDraft
        {
            PackageId = "7a0c2f3e-5b1d-8c44-9a55-0f6a2d1c7e90",
            EvidenceRoot = DigestOf("root"),
            Run = new AuditRun(At("2026-11-23T10:01:48Z"), At("2026-11-23T10:02:11Z"), At("2026-11-23T10:01:48Z")),
            System = new SystemHeader(false, "FR2400123456", "Payments Gateway", "Rev5", "C", "Moderate"),
            Subjects = [.. subjects.Select((digest, index) => Subject(digest, index, packages))],
            Facts = [.. subjects.Select((digest, index) => SampleFacts.Make(digest, index, packages))],
            Evaluation = SampleResults.Make(subjects),
            Files = [.. Files(images)],
            Signer = new SignerDescription("CN=Acme Evidence Signing", "ecdsa-p384-sha384", DigestOf("certificate").ToString(), DigestOf("anchor").ToString(), SelfIssued: true),
            TrustInputs = [new TrustInput("release@acme", DigestOf("key").ToString(), "images, slsa provenance, spdx")],
            Evaluator = new EvaluatorDescription("0.1.0", "Debian GNU/Linux 12", ".NET 10.0.12", "OpenSSL 3.0.22", "absent"),
            Limits = ["No vulnerability feed was imported: nothing is known about open vulnerabilities.", "The operational environment is not stated."],
        };
    }

    public static EvidenceDraft Empty() => Make(1, 0) with
    {
        System = new SystemHeader(true, "", "", "", "", ""),
        TrustInputs = [],
        Limits = [],
        Facts = [new FactSet { Subject = Make(1, 0).Subjects[0].Manifest, Facts = [], Gaps = [], Coverages = ImmutableDictionary<FactKind, Coverage>.Empty }],
        Evaluation = Make(1, 0).Evaluation with { Results = [] },
    };

    public static Digest DigestOf(string text) => Digest.Sha256(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static AuditSubject Subject(Digest digest, int index, int packages) => new(
        "oci:samples/gateway:1.4", false, DigestOf("index"), digest, index == 0 ? "linux/amd64" : "linux/arm64/v8", packages, 3, 14_210_334 + index, 4_118 + index);

    private static IEnumerable<EvidenceFile> Files(int images)
    {
        for (var index = 0; index < images; index++)
        {
            var folder = $"data/evidence/images/{DigestOf($"manifest {index}").Hex}";
            yield return new EvidenceFile($"{folder}/config.json", 2_214, DigestOf($"config {index}"), new MediaType("application/json"), "config", DigestOf($"config {index}").ToString());
            yield return new EvidenceFile($"{folder}/files/usr/lib/apk/db/installed", 88_231, DigestOf($"installed {index}"), new MediaType("text/plain"), "file", "usr/lib/apk/db/installed");
        }

        yield return new EvidenceFile("data/policy/profile.yaml", 1_204, DigestOf("profile"), new MediaType("application/yaml"), "policy", "fedramp-rev5-moderate");
        yield return new EvidenceFile("data/results/results.json", Results.Length, Digest.Sha256(SHA256.HashData(Results)), new MediaType("application/json"), "results", "this evaluation");
    }
}
