using Compliance.Policy.Documents;
using Compliance.Policy.Results;

namespace Compliance.Policy.Evaluating;

/// <summary>
/// Puts what the system file records beside failed <c>should</c>s. It changes no verdict: only <see cref="PolicyResult.CountsAs"/> of a failure, and only when a
/// record that is valid on the day covers every failed check.
/// </summary>
internal sealed class DeviationRecords(SystemDocument system, ImageNames image, string day)
{
    public PolicyResult Apply(PolicyResult result)
    {
        if (result.Verdict != Verdict.NotMet || result.Force != "should") return result;
        var found = result.Reasons.Where(reason => reason is { Verdict: Verdict.NotMet, Force: "should" }).Select(reason => reason.Rule).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(rule => Find(result.PolicyId, rule)).ToList();
        return result with { Deviation = found.MinBy(deviation => deviation.State) };
    }

    private Deviation Find(string policy, string rule)
    {
        var records = system.Deviations.Where(record => record.Policy == policy && record.Rule == rule && image.AreMeantBy(record.Images)).Select(Judge).ToList();
        return records.MaxBy(record => record.State)
            ?? new Deviation(DeviationState.Missing, rule, $"{rule} is a should: fix it, or record reason, risk to customers and a named official's acceptance under deviations in the system file", "", "", "", "", "", "");
    }

    private Deviation Judge(DeviationDocument record)
    {
        var official = system.Approvers.FirstOrDefault(person => person.Name == record.AcceptedBy);
        var problem = record switch
        {
            { AcceptedBy: null } => "nobody has accepted it",
            _ when official is null => $"{record.AcceptedBy} is not among the approvers",
            { AcceptedOn: null } => "the day of acceptance is not stated",
            { AcceptedOn: { } on } when Days.IsBefore(day, on) => $"accepted only on {on}",
            { Expires: { } last } when Days.IsBefore(last, day) => $"expired {last}: has no effect",
            _ => "",
        };
        return new Deviation(
            problem.Length == 0 ? DeviationState.Recorded : DeviationState.NotAccepted,
            record.Rule, problem, record.Reason, record.CustomerRisk,
            official is null ? record.AcceptedBy ?? "" : $"{official.Name}, {official.Role}",
            record.AcceptedOn ?? "", record.Expires ?? "", record.Document ?? "");
    }
}
