using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Checks;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Evidence.Packaging.Writing;
using Compliance.Evidence.Verification.Reperforming;
using Compliance.Policy.Facts;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Verification.Parts;

/// <summary>Lines 5 and 6: facts collected again, policies evaluated again, and everything compared with what the package says.</summary>
internal sealed class ReperformanceVerification(PackageContents contents, PackageDescription? description, VerificationOptions options)
{
    public (VerificationLine Facts, VerificationLine Verdicts) Verify()
    {
        var results = contents.Read(PackagePaths.Results);
        var reading = results is null ? null : ResultsDocument.Read(results, PackagePaths.Results, contents.Limits);
        Evaluation? evaluation = null;
        reading?.TryGet(out evaluation);
        var (again, why) = Perform(evaluation);
        var verdicts = ImmutableArray.CreateBuilder<VerificationCheck>();
        if (reading is null) verdicts.Add(Checks.Failed(PackageCodes.Results, $"{PackagePaths.Results} is missing or unreadable"));
        else if (evaluation is null) verdicts.AddRange(Checks.Failed(reading.Defects));
        verdicts.AddRange(again is null ? [why!] : CompareResults(results, again.Evaluation));
        if (evaluation is not null) verdicts.AddRange(CheckSummary(evaluation));
        return (FactsLine(again, why), new VerificationLine(VerificationTopic.Verdicts, VerdictSummary(again), verdicts.ToImmutable()));
    }

    private (Reperformed? Again, VerificationCheck? Why) Perform(Evaluation? evaluation)
    {
        if (options.Reperformance is null) return (null, Checks.Indeterminate(PackageCodes.Reperformance, "not done: nothing to collect and evaluate with was given"));
        if (evaluation is null) return (null, Checks.Indeterminate(PackageCodes.Reperformance, "not done: the results do not say which profile and date"));
        if (RawVerification.Read(contents) is not { } raw) return (null, Checks.Indeterminate(PackageCodes.Reperformance, "not done: the evidence can't be read"));
        var policies = contents.Payload.Where(name => name.StartsWith(PackagePaths.Policies, StringComparison.Ordinal))
            .Select(name => (Name: name, Bytes: contents.Read(name))).ToArray();
        if (policies.Any(policy => policy.Bytes is null)) return (null, Checks.Indeterminate(PackageCodes.Reperformance, "not done: a policy can't be read"));
        var input = new ReperformanceInput(raw, [.. policies.Select(policy => new PolicyFile(policy.Name[PackagePaths.Policies.Length..], policy.Bytes))], evaluation.ProfileId, evaluation.EvaluatedAt, contents.Limits);
        var reading = options.Reperformance.Perform(input);
        return reading.TryGet(out var again) ? (again, null) : (null, Checks.Failed(PackageCodes.Reperformance, $"can't be done again: {string.Join("; ", reading.Defects.Take(3))}"));
    }

    private VerificationLine FactsLine(Reperformed? again, VerificationCheck? why)
    {
        if (again is null) return new VerificationLine(VerificationTopic.Facts, why!.Detail, [why]);
        var recorded = contents.Read(PackagePaths.Facts) ?? [];
        var found = FactsDocument.Write(again.Facts);
        var isSame = found.AsSpan().SequenceEqual(recorded);
        var checks = ImmutableArray.Create(Checks.Check(PackageCodes.Facts, isSame, "collected again from the evidence: same bytes",
            isSame ? "" : $"the evidence gives other facts: {Differences.OfFacts(recorded, found, contents.Limits)}"));
        if (description is not null) checks = checks.Add(CheckStatement(description, again));
        int Count(Reperformance how) => again.Facts.Sum(set => set.Facts.Count(fact => fact.Reperformance == how));
        var total = again.Facts.Sum(set => set.Facts.Length);
        var carried = Count(Reperformance.Carried);
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{total:N0} facts: {Count(Reperformance.Rederived):N0} re-derived from bytes here, {Count(Reperformance.FromInventory):N0} from the recorded inventory, {carried:N0} carried{(carried == 0 ? "" : " (need the image)")}{(again.LeftOut.IsEmpty ? "" : $"; left out on request: {string.Join(", ", again.LeftOut)}")}");
        return new VerificationLine(VerificationTopic.Facts, summary, checks);
    }

    private static VerificationCheck CheckStatement(PackageDescription package, Reperformed again)
    {
        var isSame = StatementDocument.Write(package.System, package.Subjects, package.TrustInputs).AsSpan().SequenceEqual(StatementDocument.Write(again.System, again.Subjects, again.TrustInputs));
        return Checks.Check(PackageCodes.Statement, isSame, "system, images and trusted keys follow from the evidence", "package.json describes the system, the images or the trusted keys otherwise than the evidence");
    }

    private ImmutableArray<VerificationCheck> CompareResults(byte[]? recorded, Evaluation again)
    {
        var found = ResultsDocument.Write(again);
        var isSame = recorded is not null && found.AsSpan().SequenceEqual(recorded);
        var carried = again.Results.Where(result => result.CarriedOnly).Select(result => result.PolicyId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return
        [
            Checks.Check(PackageCodes.Results, isSame, "evaluated again by the packed policies: same bytes", isSame ? "" : $"the policies give other results: {Differences.OfResults(recorded ?? [], found, contents.Limits)}"),
            carried.Length == 0 ? Checks.Passed(PackageCodes.CarriedOnly, "no policy rests on carried facts alone") : Checks.Note(PackageCodes.CarriedOnly, $"rest on carried facts alone, which only the image can show: {string.Join(", ", carried)}"),
        ];
    }

    private static string VerdictSummary(Reperformed? again)
    {
        if (again is null) return "not evaluated again";
        var policies = again.Evaluation.Results.Select(result => result.PolicyId).Distinct(StringComparer.Ordinal).Count();
        var carried = again.Evaluation.Results.Where(result => result.CarriedOnly).Select(result => result.PolicyId).Distinct(StringComparer.Ordinal).Count();
        return string.Create(CultureInfo.InvariantCulture,
            $"{policies} policies evaluated again by engine {again.Evaluation.Engine} ({again.Evaluation.PolicySet.Algorithm}:{again.Evaluation.PolicySet.Short}…): same bytes; {(carried == 0 ? "none rests" : $"{carried} rest")} on carried facts alone");
    }

    private IEnumerable<VerificationCheck> CheckSummary(Evaluation evaluation)
    {
        if (description is null) yield break;
        var isSame = description.Verdict == evaluation.Verdict.ToWords() && description.ProfileId == evaluation.ProfileId && description.ProfileTitle == evaluation.ProfileTitle
            && description.PolicySet == evaluation.PolicySet && description.Run.EvaluatedAt == evaluation.EvaluatedAt;
        yield return Checks.Check(PackageCodes.Verdicts, isSame, $"verdict '{evaluation.Verdict.ToWords()}' follows from the results",
            $"package.json says '{description.Verdict}' by {description.ProfileId} as of {Times.Format(description.Run.EvaluatedAt)}, the results give '{evaluation.Verdict.ToWords()}' by {evaluation.ProfileId} as of {Times.Format(evaluation.EvaluatedAt)}");
        yield return Checks.Check(PackageCodes.Counts, description.Counts == VerdictCounts.Of(evaluation), "counts follow from the results", $"package.json counts {description.Counts}, the results give {VerdictCounts.Of(evaluation)}");
    }
}
