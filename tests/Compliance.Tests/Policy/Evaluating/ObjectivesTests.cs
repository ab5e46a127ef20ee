using System.Security.Cryptography;
using System.Text;
using Compliance.Formats;
using Compliance.Policy.Evaluating;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Evaluating;

public sealed class ObjectivesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Objective_is_contradicted_by_one_failure_and_names_what_is_behind_it()
    {
        var objective = Find(Fold("crypto-validated-active/unvalidated"), "SC-13b.");
        Assert.Equal(ObjectiveState.Contradicted, objective.State);
        Assert.Contains(new ObjectiveVerdict("crypto-validated-active", Verdict.NotMet), objective.Policies);
        Assert.Contains(objective.Policies, policy => policy.Verdict == Verdict.Unknown);
    }

    [Fact]
    public void Objective_is_supported_only_when_every_policy_that_speaks_to_it_is()
    {
        var objectives = Fold("non-root-user/clean");
        var supported = objectives.Where(objective => objective.State == ObjectiveState.Supported).ToList();
        Assert.All(supported, objective => Assert.All(objective.Policies, policy => Assert.Contains(policy.Verdict, (Verdict[])[Verdict.Met, Verdict.NotApplicable])));
        Assert.Equal(ObjectiveState.Supported, Find(objectives, "AC-06").State);
        Assert.Equal(ObjectiveState.NotEvidenced, Find(objectives, "CM-06b.").State);
    }

    [Fact]
    public void What_needs_people_is_not_evidenced_and_says_what_to_provide()
    {
        var needed = Evaluate("non-root-user/clean", "").Needed;
        var objective = Find(Fold("non-root-user/clean"), "SI-03a.[01]");
        Assert.Equal((ObjectiveState.NotEvidenced, "malware-scan"), (objective.State, Assert.Single(objective.Needs)));
        Assert.Empty(objective.Policies);
        Assert.NotEmpty(needed.Single(one => one.Id == "malware-scan").Provide);
    }

    [Fact]
    public void Rule_that_binds_declared_uses_says_when_none_is_declared()
    {
        Assert.Contains("reachable, use not declared", Find(Fold("crypto-validated-active/unvalidated"), "SC-13b.").Note, StringComparison.Ordinal);
        var declared = Evaluate("crypto-validated-active/unvalidated", "services: [ { name: web, images: [ \"*\" ], uses: [ { name: service TLS, purpose: data-in-transit } ] } ]\n").Objectives;
        Assert.Contains("for the declared uses: service TLS (data in transit); others are not declared", Find(declared, "SC-13b.").Note, StringComparison.Ordinal);
        var other = Evaluate("crypto-validated-active/unvalidated", "services: [ { name: web, images: [ other ], uses: [ { name: service TLS, purpose: data-in-transit } ] } ]\n").Objectives;
        Assert.Contains("use not declared", Find(other, "SC-13b.").Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_is_that_of_the_catalog()
    {
        var controls = Fold("non-root-user/clean").Select(objective => objective.Control).Distinct().ToList();
        Assert.True(controls.IndexOf("cm-2") < controls.IndexOf("cm-10"));
        Assert.True(controls.IndexOf("cm-7") < controls.IndexOf("cm-7.5"));
        Assert.True(controls.IndexOf("cm-7.5") < controls.IndexOf("cm-8"));
    }

    [Fact]
    public void Every_check_of_the_mapping_is_answered_by_a_policy_or_by_people()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        using var mapping = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Vectors.Root!, "oscal", "control-mapping.json")));
        var answered = ShippedPolicies.Library.Checks.Where(check => !check.Policies.IsEmpty || check.Needs is not null).Select(check => check.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(mapping.RootElement.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("check").GetString()!).Where(id => !answered.Contains(id)));
    }

    private static ObjectiveResult Find(IEnumerable<ObjectiveResult> objectives, string label) => objectives.Single(objective => objective.Objective == label);

    private static IReadOnlyList<ObjectiveResult> Fold(string name) => Evaluate(name, "").Objectives;

    private static Evaluation Evaluate(string name, string system)
    {
        var given = ShippedPolicies.Cases.Single(one => one.Path.EndsWith($"/{name.Replace("/", "/cases/", StringComparison.Ordinal)}.yaml", StringComparison.Ordinal)).Given;
        var file = system.Length == 0 ? SystemFile.Neutral : SystemFile.Read(Encoding.UTF8.GetBytes("id: s\ntitle: S\ndated: 2026-11-01\n" + system), "system.yaml").Required();
        var set = ShippedPolicies.Library.Select("fedramp-rev5-moderate", file).Required();
        var results = PolicyEngine.Judge(set, given, At);
        return new Evaluation
        {
            Engine = PolicyEngine.Version,
            ProfileId = "p",
            ProfileTitle = "P",
            PolicySet = Digest.Sha256(SHA256.HashData(set.CanonicalBytes())),
            EvaluatedAt = At,
            Results = results,
            Objectives = ObjectiveFold.Of(set, given, results),
            Needed = ObjectiveFold.Needed(set),
        };
    }
}
