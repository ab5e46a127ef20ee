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
        Dependencies = [],
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
        BuildConfigUri = $"{Workflow}@refs/heads/main",
        BuildTrigger = "push",
        RunInvocationUri = $"{Repository}/actions/runs/1/attempts/1",
        All = ImmutableSortedDictionary<int, string>.Empty,
    };

    [Fact]
    public void Alike_statements_agree_in_all_eight_points()
    {
        var agreement = ProvenanceAgreement.Of(Provenance, Claims)!;
        Assert.Empty(agreement.Differences);
        Assert.Equal(["builder", "source", "commit", "ref", "build configuration", "trigger", "runner", "invocation"], agreement.Agreed.Select(line => line.Split(':')[0]));
    }

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
