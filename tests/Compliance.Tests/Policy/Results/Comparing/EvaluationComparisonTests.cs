using Compliance.Formats;
using Compliance.Policy.Results;
using Compliance.Policy.Results.Comparing;

namespace Compliance.Tests.Policy.Results.Comparing;

public sealed class EvaluationComparisonTests
{
    private static readonly Digest Image = Digest.Sha256(new byte[32]);

    [Fact]
    public void Same_evaluation_twice_has_no_difference() =>
        Assert.Empty(EvaluationComparison.Compare(Of(Result("a", Verdict.Met)), Of(Result("a", Verdict.Met))));

    [Fact]
    public void Other_verdict_brings_its_reasons()
    {
        var change = Assert.Single(EvaluationComparison.Compare(Of(Result("a", Verdict.Met)), Of(Result("a", Verdict.NotMet, "broken"))));
        Assert.Equal((Verdict.Met, Verdict.NotMet, true), (change.Before, change.After, change.IsVerdictChanged));
        Assert.Equal("broken", Assert.Single(change.Come).Message);
        Assert.Empty(change.Gone);
    }

    [Fact]
    public void Same_verdict_for_another_reason_is_no_change_of_verdict()
    {
        var change = Assert.Single(EvaluationComparison.Compare(Of(Result("a", Verdict.NotMet, "one")), Of(Result("a", Verdict.NotMet, "two"))));
        Assert.False(change.IsVerdictChanged);
        Assert.Equal(("one", "two"), (change.Gone[0].Message, change.Come[0].Message));
    }

    [Fact]
    public void Policy_that_comes_or_goes_is_a_change()
    {
        var changes = EvaluationComparison.Compare(Of(Result("a", Verdict.Met)), Of(Result("b", Verdict.Unknown)));
        Assert.Equal([("a", Verdict.Met, null), ("b", (Verdict?)null, Verdict.Unknown)], changes.Select(change => (change.PolicyId, change.Before, change.After)));
    }

    private static Evaluation Of(params PolicyResult[] results) => new()
    {
        Engine = "1",
        ProfileId = "p",
        ProfileTitle = "P",
        PolicySet = Image,
        EvaluatedAt = DateTimeOffset.UnixEpoch,
        Results = [.. results],
    };

    private static PolicyResult Result(string id, Verdict verdict, params string[] messages) => new()
    {
        PolicyId = id,
        Title = id,
        Family = "f",
        Subject = Image,
        Verdict = verdict,
        Severity = "low",
        Judged = 1,
        Reasons = [.. messages.Select(message => new Reason("check", "", verdict, message, "", []))],
        Controls = [],
        FactIds = [],
        GapCodes = [],
        CarriedOnly = false,
    };
}
