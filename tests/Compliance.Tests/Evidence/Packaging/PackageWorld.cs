using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Hashing;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Raw;
using Compliance.Evidence.Verification;
using Compliance.Evidence.Verification.Reperforming;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Policy.Library;
using Compliance.Policy.Results;
using Compliance.Tests.Evidence.Raw;

namespace Compliance.Tests.Evidence.Packaging;

/// <summary>
/// A world with one fact and one policy: the image runs as root when its passwd file starts with root, and must not. Small enough to flip every
/// byte of its packages.
/// </summary>
internal sealed class PackageWorld : IReperformance
{
    public static readonly DateTimeOffset Finished = new(2026, 11, 23, 10, 2, 11, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = Finished.AddHours(1);
    public static readonly byte[] Policy = "id: not-root\n"u8.ToArray();

    private static readonly Lazy<IdentityFiles> Issued = new(() => Issue("Acme"));
    private static readonly Lazy<IdentityFiles> Foreign = new(() => Issue("Acme"));

    public static IdentityFiles Files => Issued.Value;

    /// <summary>Same names, other keys.</summary>
    public static IdentityFiles LookAlike => Foreign.Value;

    public static TrustAnchors Anchors => TrustAnchors.Read(Files.Anchor, "acme-root.pem").Required();

    public static VerificationOptions Options => new() { Anchors = Anchors, Now = Now, Reperformance = new PackageWorld() };

    public static SigningIdentity Open(IdentityFiles files) => SigningIdentity.Open(SignerRole.Collector, files.Certificates, files.Key, "").Required();

    public static VerificationReport Verify(byte[] package, VerificationOptions? options = null) => PackageVerifier.Verify(new MemoryStream(package), options ?? Options);

    /// <summary>A package of everything that follows from the evidence, unless the caller says otherwise.</summary>
    public static byte[] Seal(RawEvidence? raw = null, Func<PackageInputs, PackageInputs>? change = null, ISigner? signer = null, Func<EvidenceDraft, IEnumerable<PackageReport>>? reports = null, DateTimeOffset? signedAt = null)
    {
        using var own = Open(Files);
        var prepared = Prepare(raw, change, signer ?? own);
        var output = new MemoryStream();
        prepared.Seal((reports ?? Reports)(prepared.Draft), signer ?? own, signedAt ?? Finished.AddSeconds(1), output);
        return output.ToArray();
    }

    public static PreparedPackage Prepare(RawEvidence? raw = null, Func<PackageInputs, PackageInputs>? change = null, ISigner? signer = null)
    {
        using var own = Open(Files);
        var inputs = Inputs(raw ?? RawSamples.Evidence());
        return EvidencePackager.Prepare(change?.Invoke(inputs) ?? inputs, EvidencePackager.Describe(signer ?? own));
    }

    public static PackageInputs Inputs(RawEvidence raw)
    {
        var again = Perform(raw, Finished.AddMinutes(-1));
        return new PackageInputs
        {
            Raw = raw,
            Facts = again.Facts,
            Evaluation = again.Evaluation,
            Policies = [new PolicyFile("hardening/not-root/policy.yaml", Policy)],
            Run = new AuditRun(Finished.AddMinutes(-1), Finished, Finished.AddMinutes(-1)),
            System = again.System,
            Subjects = again.Subjects,
            TrustInputs = again.TrustInputs,
            Evaluator = new EvaluatorDescription("0.1.0", "Debian GNU/Linux 12", ".NET 10", "OpenSSL 3", "absent"),
            Limits = ["Nothing is proven about the host."],
        };
    }

    public static IEnumerable<PackageReport> Reports(EvidenceDraft draft)
    {
        var results = draft.Files.Single(file => file.Path == "data/results/results.json").Sha256.Hex;
        var html = $"<!DOCTYPE html>\n<html lang=\"en\" data-package-id=\"{draft.PackageId}\" data-evidence-root=\"{draft.EvidenceRoot}\" data-results-sha256=\"{results}\"><body>{new string('x', 200)}</body></html>\n";
        var pdf = $"%PDF-1.7\n<dc:description><a>package {draft.PackageId}; evidence root {draft.EvidenceRoot}; results sha256:{results}</a></dc:description>\n%%EOF\n";
        yield return new PackageReport("report.html", new MediaType("text/html"), Encoding.UTF8.GetBytes(html));
        yield return new PackageReport("report.pdf", new MediaType("application/pdf"), Encoding.ASCII.GetBytes(pdf));
    }

    public Reading<Reperformed> Perform(ReperformanceInput input) =>
        input.Policies is [{ Path: "hardening/not-root/policy.yaml" } policy] && policy.Content.Span.SequenceEqual(Policy)
            ? Readings.Accept(Perform(input.Raw, input.EvaluatedAt))
            : Readings.Reject<Reperformed>(new DiagnosticCode("TEST-0002"), new Locator("policy"), "unknown policy");

    private static Reperformed Perform(RawEvidence raw, DateTimeOffset evaluatedAt)
    {
        var image = raw.Images.Single();
        var passwd = image.Files.Single(file => file.Item.Origin == "etc/passwd");
        var isRoot = Encoding.ASCII.GetString(passwd.ReadAll(Limits.Default)).StartsWith("root", StringComparison.Ordinal);
        var none = Knowable<ImmutableArray<string>>.Known([]);
        var value = new HardeningFact
        {
            Uid = Knowable<long>.Known(isRoot ? 0 : 1000),
            RunsAsRoot = Knowable<bool>.Known(isRoot),
            Shells = none,
            PackageManagers = none,
            SetuidFiles = none,
            WorldWritable = none,
            SecretEnvNames = none,
            CredentialFiles = none,
        };
        var fact = new Fact("hardening/user", image.Subject, value, new FactSource(passwd.Item.Sha256, passwd.Locate()), "test@1", Reperformance.Rederived);
        var verdict = isRoot ? Verdict.NotMet : Verdict.Met;
        var result = new PolicyResult
        {
            PolicyId = "not-root",
            Title = "Not root",
            Family = "hardening",
            Subject = image.Subject,
            Verdict = verdict,
            Severity = "high",
            Judged = 1,
            Reasons = [new Reason("user", "", verdict, "runs as root", "set a user", [fact.Id])],
            Controls = [new ControlReference("nist-800-53r5", "ac-6", "", "must", "test")],
            FactIds = [fact.Id],
            GapCodes = [],
            CarriedOnly = false,
        };
        var evaluation = new Evaluation { Engine = "1", ProfileId = "test", ProfileTitle = "Test", PolicySet = Digests.Sha256(Policy), EvaluatedAt = evaluatedAt, Results = [result] };
        var facts = new FactSet { Subject = image.Subject, Facts = [fact], Gaps = image.Gaps, Coverages = ImmutableDictionary<FactKind, Coverage>.Empty.Add(FactKind.Hardening, Coverage.Complete) };
        return new Reperformed([facts], evaluation, new SystemHeader(raw.System is null, "x", "X", "", "", ""),
            [new AuditSubject(image.Reference, image.Pinned, null, image.Subject, "linux/amd64", 0, 1, 10, 3)], [new TrustInput("release", "sha256:00", "images")]);
    }

    private static IdentityFiles Issue(string name) => IdentityIssuer.Issue(new IdentityRequest(SignerRole.Collector, name, Finished.AddDays(-1)), "", RandomNumberGenerator.Fill);
}
