using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Certificates;
using Compliance.Evidence.Acquisition;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Plan;
using Compliance.Policy.Results;
using Compliance.Tests.Policy;
using Compliance.Tests.World.Samples;

namespace Compliance.Tests.Pipeline.Plan;

/// <summary>Plans for the sample image <c>before</c>, from the committed repository.</summary>
public sealed class PlannerTests
{
    private static readonly Lazy<RebuildPlan> Whole = new(() => Planner.Make(Request()).Required());

    [Fact]
    public void Everything_that_a_rebuild_can_mend_is_predicted_to_be_met()
    {
        Assert.Equal(["crypto-catalog-current", "crypto-validated-active", "scan-within-window"], Whole.Value.Predictions.Where(one => one.After == Verdict.NotMet).Select(one => one.PolicyId));
        Assert.InRange(Whole.Value.Fixes.Count(), 20, 40);
        Assert.Null(Whole.Value.VulnerabilitiesAfter);
    }

    [Fact]
    public void Operations_name_what_they_change_and_for_which_policy()
    {
        var operations = Whole.Value.Operations.Select(one => $"{one.Word} {one.Target} {string.Join(',', one.Policies)}").ToList();
        string[] expected =
        [
            "drop-package busybox no-shell", "drop-package busybox-suid no-setuid", "drop-package apk-tools no-package-manager", "add-provider openssl-provider-fips crypto-approved-mode",
            "set-user accounts.run-as non-root-user", "fix-mode var/lib/sample-app/state no-world-writable", "unset-variable APP_TOKEN no-secrets-in-env",
        ];
        Assert.All(expected, operation => Assert.Contains(operation, operations));
    }

    public static TheoryData<string, string> Operations => new()
    {
        { "update", "update-package zlib" },
        { "replace", "replace-package zlib" },
        { "drop", "drop-package zlib" },
        { "", "drop-package busybox" },
        { "", "add-provider openssl-provider-fips" },
        { "", "add-provider openssl-config-fipshardened" },
        { "", "set-user accounts.run-as" },
        { "keep", "clear-setuid" },
        { "", "fix-mode var/lib/sample-app/state" },
        { "", "unset-variable APP_TOKEN" },
        { "", "sign " },
        { "", "make-sbom " },
        { "", "attest " },
        { "", "pin " },
    };

    /// <summary>Every operation that there is, each in a plan whose prediction was composed and audited.</summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_is_planned(string change, string expected)
    {
        var plan = change switch
        {
            "replace" => Planner.Make(Request(recipe => recipe with { Replace = recipe.Replace.Add("zlib", "musl") })).Required(),
            "drop" => Planner.Make(Request(recipe => recipe with { Replace = recipe.Replace.Add("zlib", "") })).Required(),
            "keep" => Planner.Make(Request(recipe => recipe with { Keep = ["busybox-suid"] })).Required(),
            _ => Whole.Value,
        };
        Assert.Contains(plan.Operations, one => $"{one.Word} {one.Target}".StartsWith(expected, StringComparison.Ordinal));
        Assert.NotEmpty(plan.Predictions);
        Assert.InRange(plan.BytesAfter, 1, long.MaxValue);
        Assert.NotEmpty(plan.After);
    }

    [Fact]
    public void What_stays_open_has_an_owner()
    {
        Assert.Contains(Whole.Value.Unfixed, finding => finding is { PolicyId: "crypto-validated-active", Owner: "vendor of the module, through CMVP" });
        Assert.All(Whole.Value.Unfixed, finding => Assert.NotEmpty(finding.Owner));
    }

    [Fact]
    public void Equal_requests_give_equal_bytes() => Assert.Equal(PlanDocument.Write(Whole.Value), PlanDocument.Write(Planner.Make(Request()).Required()));

    [Fact]
    public void Kept_package_stays_and_the_plan_says_why()
    {
        var plan = Planner.Make(Request(recipe => recipe with { Keep = ["busybox"] })).Required();
        Assert.DoesNotContain(plan.Operations, one => one is { Target: "busybox", Kind: OperationKind.DropPackage });
        Assert.Contains(plan.Unfixed, finding => finding.PolicyId == "no-shell" && finding.Reason.Contains("the recipe keeps busybox", StringComparison.Ordinal));
    }

    [Fact]
    public void Package_that_the_entrypoint_needs_is_not_dropped()
    {
        var plan = Planner.Make(Request(configure: one => one with { Entrypoint = new ApkoEntrypoint { ShellFragment = "sample-app" } })).Required();
        Assert.Contains(plan.Unfixed, finding => finding.PolicyId == "no-shell" && finding.Reason.Contains("ships the entrypoint", StringComparison.Ordinal));
    }

    [Fact]
    public void Exact_version_that_can_not_be_had_is_refused_with_its_cause()
    {
        var reading = Planner.Make(Request(configure: one => one with { Contents = one.Contents with { Packages = ["sample-app=0.9-r0"] } }));
        Assert.Contains(reading.Defects, defect => defect.Code.Text == "BUILD-0003" && defect.Message.Contains("sample-app", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_trust_signatures_stay_unknown()
    {
        var plan = Planner.Make(Request() with { Inputs = AuditInputs.None }).Required();
        Assert.Equal(Verdict.Unknown, plan.Predictions.Single(one => one.PolicyId == "signature-verified").After);
    }

    private static PlanRequest Request(Func<RebuildRecipe, RebuildRecipe>? change = null, Func<ApkoConfiguration, ApkoConfiguration>? configure = null)
    {
        var folder = Path.Combine(SampleFolder.Root, "rebuild");
        var recipe = RebuildRecipe.Read(SampleFolder.Read("rebuild/rebuild.yaml"), "rebuild.yaml").Required();
        var configuration = ApkoConfigurationReader.Read(SampleFolder.Read("rebuild/before.apko.yaml"), "before.apko.yaml").Required();
        var keyring = ApkKeyring.Empty.With("samples.rsa.pub", SampleFolder.Read("rebuild/samples.rsa.pub"), "samples").Required();
        var compose = new ComposeRequest(configure?.Invoke(configuration) ?? configuration, "before.apko.yaml", new FolderFiles(folder), keyring);
        var identity = SampleIdentities.Issue();
        var trial = new TrialSigner(SampleIdentities.Open(identity), CertificateKeys.PublicPem(identity.Certificates.AsSpan()), identity.Certificates.AsSpan()[..^identity.Anchor.Length].ToArray());
        var trust = SampleAudit.Trust(AfterImage.Signer).Select(file => file.Path == "trust.yaml" ? (file.Path, SampleFolder.Read("rebuild/trust.yaml")) : ("certificate.pem", trial.CertificatePem)).ToArray();
        return new PlanRequest("before", SampleAudit.Assess(BeforeImage.Build(), null), change?.Invoke(recipe) ?? recipe, compose)
        {
            RecipeFiles = [("rebuild.yaml", LayoutDigest("rebuild/rebuild.yaml"))],
            Inputs = AuditInputs.None with { Trust = [.. trust] },
            PolicyFiles = ShippedPolicies.Files(),
            ProfileId = "fedramp-rev5-moderate",
            EvaluatedAt = SampleAudit.Started,
            Engine = "0.1.0",
            Trial = trial,
        };
    }

    private static Compliance.Formats.Digest LayoutDigest(string path) => World.LayoutBuilder.DigestOf(SampleFolder.Read(path));
}
