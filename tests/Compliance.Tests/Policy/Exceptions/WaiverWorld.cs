using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Exceptions;

/// <summary>An approved waiver for one shell of one image, and what it is judged by.</summary>
internal static class WaiverWorld
{
    public const string Good = """
        id: debug-shell
        policy: no-shell
        system: payments
        subject: { image: "registry.example/pay/*" }
        type: operational-requirement
        reason: The vendor's entry point is a shell script; egress is closed.
        expires: 2027-01-31
        steps:
          - { state: requested, on: 2026-11-01, actor: R. Roe, role: system owner, document: CHG-1 }
          - { state: assessor-validated, on: 2026-11-05, actor: A. Assessor, role: assessor, document: VAL-7 }
          - { state: ao-approved, on: 2026-11-10, actor: J. Doe, role: authorizing official, document: AO-2026-3 }
        """;

    public const string System = """
        id: payments
        title: Payments Gateway
        dated: 2026-11-01
        approvers:
          - { name: J. Doe, role: authorizing official }
        """;

    public static readonly Digest Image = Digest.Parse($"sha256:{new string('a', 64)}");
    public static readonly Digest Index = Digest.Parse($"sha256:{new string('b', 64)}");
    public static readonly SignatureJudgement Signed = new(SignatureStanding.Verified, "J. Doe", ["authorizing official"], "");

    private static readonly Lazy<PolicySet> Usual = new(() => Load(System, null));

    public static PolicySet Policies(string system = System, string? rule = null) => system == System && rule is null ? Usual.Value : Load(system, rule);

    private static PolicySet Load(string system, string? rule)
    {
        var files = ShippedPolicies.Files();
        if (rule is not null)
        {
            var profile = files.Single(file => file.Path == "profiles/fedramp-rev5-moderate.yaml");
            files = files.Replace(profile, profile with { Content = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(profile.Content.Span)}\nwaivers: {rule}\n") });
        }

        var named = system.Length == 0 ? SystemFile.Neutral : SystemFile.Read(Encoding.UTF8.GetBytes(system), "system.yaml").Required();
        return PolicyLibrary.Load(files).Required().Select("fedramp-rev5-moderate", named).Required();
    }

    public static PresentedWaiver Present(string text, SignatureJudgement? signature = null, string name = "debug-shell.yaml") =>
        new(name, Waiver.Read(Encoding.UTF8.GetBytes(text), name), signature ?? Signed);

    public static PolicyResult Result(string policy = "no-shell", Verdict verdict = Verdict.NotMet, params string[] items) => new()
    {
        PolicyId = policy,
        Title = policy,
        Family = "hardening",
        Subject = Image,
        Verdict = verdict,
        Severity = "moderate",
        Judged = 1,
        Reasons = [.. (items.Length == 0 ? [""] : items).Select(item => new Reason("check", item, verdict, "message", "", []))],
        Controls = [],
        FactIds = [],
        GapCodes = [],
        CarriedOnly = false,
    };

    public static Evaluation Evaluation(string at = "2026-11-23", params PolicyResult[] results) => new()
    {
        Engine = "1",
        ProfileId = "fedramp-rev5-moderate",
        ProfileTitle = "t",
        PolicySet = Image,
        EvaluatedAt = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        Results = results.Length == 0 ? [Result()] : [.. results],
    };

    public static Evaluation Apply(PresentedWaiver waiver, Evaluation? evaluation = null, PolicySet? policies = null, string reference = "registry.example/pay/app:1.2") =>
        Apply([waiver], evaluation, policies, reference);

    public static Evaluation Apply(ImmutableArray<PresentedWaiver> waivers, Evaluation? evaluation = null, PolicySet? policies = null, string reference = "registry.example/pay/app:1.2") =>
        WaiverJudgement.Apply(evaluation ?? Evaluation(), policies ?? Policies(), waivers, [new WaiverTarget(Image, Index, reference)]);
}
