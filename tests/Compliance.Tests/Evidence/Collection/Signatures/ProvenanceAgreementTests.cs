using System.Collections.Immutable;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Evidence.Collection.Signatures;
using Compliance.Formats.Attestation;

namespace Compliance.Tests.Evidence.Collection.Signatures;

public sealed class ProvenanceAgreementTests
{
    private const string Repository = "https://github.com/o/r";
    private const string Workflow = $"{Repository}/.github/workflows/x.yml";

    private static readonly SlsaProvenance Provenance = new()
    {
        PredicateType = "https://slsa.dev/provenance/v1",
        BuilderId = $"{Workflow}@refs/heads/main",
        BuildType = "t",
        SourceUri = $"git+{Repository}@refs/heads/main",
        SourceDigest = "gitCommit:aa",
        SourceRef = "refs/heads/main",
        ConfigPath = ".github/workflows/x.yml",
        Trigger = "push",
        Runner = "github-hosted",
        Dependencies = [Dependency("refs/heads/main", "aa")],
        InvocationId = $"{Repository}/actions/runs/1/attempts/1",
        StartedOn = "",
        FinishedOn = "",
    };

    private static readonly SigningClaims Claims = new()
    {
        Names = [$"{Workflow}@refs/heads/main"],
        BuildSignerUri = $"{Workflow}@refs/heads/main",
        RunnerEnvironment = "github-hosted",
        SourceRepositoryUri = Repository,
        SourceRepositoryDigest = "aa",
        SourceRepositoryRef = "refs/heads/main",
        BuildSignerDigest = "aa",
        BuildConfigUri = $"{Workflow}@refs/heads/main",
        BuildConfigDigest = "aa",
        BuildTrigger = "push",
        RunInvocationUri = $"{Repository}/actions/runs/1/attempts/1",
        All = ImmutableSortedDictionary<int, string>.Empty,
    };

    [Fact]
    public void Alike_statements_agree_in_all_ten_points()
    {
        var agreement = ProvenanceAgreement.Of(Provenance, Claims)!;
        Assert.Empty(agreement.Differences);
        Assert.Equal(["builder", "source", "commit", "ref", "build configuration", "trigger", "runner", "invocation", "commit of the builder", "commit of the build configuration"], agreement.Agreed.Select(line => line.Split(':')[0]));
    }

    [Fact]
    public void Commits_of_builder_and_configuration_are_held_against_dependencies_of_the_same_repository_and_ref()
    {
        var other = ProvenanceAgreement.Of(Provenance with { Dependencies = [Dependency("refs/heads/main", "bb")] }, Claims)!.Differences;
        Assert.Equal(
            ["ATCH-0008: provenance names the commit of the builder bb, the certificate aa", "ATCH-0008: provenance names the commit of the build configuration bb, the certificate aa"], other);
        var called = Claims with { BuildSignerUri = "https://github.com/builders/b/.github/workflows/b.yml@refs/tags/v1", Names = ["https://github.com/builders/b/.github/workflows/b.yml@refs/tags/v1"], BuildSignerDigest = "cc" };
        var reusable = Provenance with { BuilderId = called.BuildSignerUri!, Dependencies = [Dependency("refs/heads/main", "aa"), new SlsaResource("git+https://github.com/builders/b@refs/tags/v1", "", ImmutableSortedDictionary<string, string>.Empty.Add("gitCommit", "dd"), new Compliance.Formats.Reading.Locator(""))] };
        Assert.Equal(["ATCH-0008: provenance names the commit of the builder dd, the certificate cc"], ProvenanceAgreement.Of(reusable, called)!.Differences);
        // Of another repository or ref nothing is said; a name that only begins alike is another repository.
        foreach (var dependency in (SlsaResource[])[Dependency("refs/heads/other", "bb"), Dependency("refs/heads/main", "bb") with { Uri = "git+https://github.com/o/r-evil@refs/heads/main" }, Dependency("refs/heads/main", "bb") with { Uri = "git+https://user@github.com/o" }])
            Assert.DoesNotContain(ProvenanceAgreement.Of(Provenance with { Dependencies = [dependency] }, Claims)!.Differences.Concat(ProvenanceAgreement.Of(Provenance with { Dependencies = [dependency] }, Claims)!.Agreed), line => line.Contains("commit of", StringComparison.Ordinal));
    }

    private static SlsaResource Dependency(string reference, string commit) =>
        new($"git+{Repository}@{reference}", "", ImmutableSortedDictionary<string, string>.Empty.Add("gitCommit", commit), new Compliance.Formats.Reading.Locator(""));

    public static TheoryData<string> Points => ["builder", "source", "commit", "ref", "build configuration", "trigger", "runner", "invocation"];

    [Theory]
    [MemberData(nameof(Points))]
    public void Each_point_that_differs_is_a_finding(string point)
    {
        var changed = point switch
        {
            "builder" => Provenance with { BuilderId = "https://github.com/evil/r/.github/workflows/x.yml@refs/heads/main" },
            "source" => Provenance with { SourceUri = "https://github.com/o/r-evil" },
            "commit" => Provenance with { SourceDigest = "gitCommit:bb" },
            "ref" => Provenance with { SourceRef = "refs/heads/evil" },
            "build configuration" => Provenance with { ConfigPath = ".github/workflows/evil.yml" },
            "trigger" => Provenance with { Trigger = "pull_request" },
            "runner" => Provenance with { Runner = "self-hosted" },
            _ => Provenance with { InvocationId = $"{Repository}/actions/runs/2/attempts/1" },
        };
        var difference = Assert.Single(ProvenanceAgreement.Of(changed, Claims)!.Differences);
        Assert.StartsWith($"ATCH-0008: provenance names the {point} ", difference, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://github.com/actions/runner/github-hosted", true)]
    [InlineData("https://github.com/actions/runner/self-hosted", false)]
    [InlineData(Workflow, true)]
    public void Builder_may_be_the_runner_or_the_workflow_without_its_ref(string builder, bool agrees) =>
        Assert.Equal(agrees, ProvenanceAgreement.Of(Provenance with { BuilderId = builder }, Claims)!.Differences.IsEmpty);

    [Fact]
    public void What_only_one_of_them_states_is_no_difference()
    {
        var silent = new SigningClaims { Names = ["person@example.test"], All = ImmutableSortedDictionary<int, string>.Empty };
        var agreement = ProvenanceAgreement.Of(Provenance, silent)!;
        Assert.Empty(agreement.Differences);
        Assert.Empty(agreement.Agreed);
        Assert.Null(ProvenanceAgreement.Of(Provenance, null));
    }
}
