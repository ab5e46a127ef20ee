using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;
using Compliance.Policy.Findings.Tracking;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.Exceptions;

/// <summary>What a waiver by itself must be to have effect on a day, under a profile, for a system.</summary>
internal sealed class WaiverRules(PolicySet policies, string day)
{
    /// <summary>A vendor dependency of a high risk has to be mitigated to moderate by then (FedRAMP Rev5, POA&amp;M guidance).</summary>
    private const int HighVendorDays = 30;

    private static readonly WaiverState[] Path = [WaiverState.Requested, WaiverState.AssessorValidated, WaiverState.AoApproved];

    private readonly List<RecordProblem> problems = [];

    /// <summary>All that is wrong; none when it has effect wherever it matches.</summary>
    public static ImmutableArray<RecordProblem> ProblemsOf(WaiverDocument waiver, SignatureJudgement signature, PolicySet policies, string day)
    {
        var rules = new WaiverRules(policies, day);
        rules.CheckPlace(waiver);
        var steps = StepsUntil(waiver, day);
        rules.CheckState(waiver, steps);
        rules.CheckOrder(waiver);
        rules.CheckPeople(waiver);
        rules.CheckSignature(waiver, signature);
        rules.CheckBounds(waiver);
        rules.CheckVendor(waiver);
        return [.. rules.problems];
    }

    /// <summary>Steps that were taken by the end of a day.</summary>
    public static ImmutableArray<WaiverStepDocument> StepsUntil(WaiverDocument waiver, string day) =>
        [.. waiver.Steps.Where(step => string.CompareOrdinal(step.On, day) <= 0)];

    /// <summary>The newest check-in with the vendor until the end of a day, ISO; empty without one.</summary>
    public static string LastCheckIn(WaiverDocument waiver, string day) =>
        waiver.Vendor?.CheckIns.Select(one => one.On).Where(on => string.CompareOrdinal(on, day) <= 0).Max(StringComparer.Ordinal) ?? "";

    public static WaiverStepDocument? Approval(WaiverDocument waiver) => waiver.Steps.LastOrDefault(step => step.State == WaiverState.AoApproved);

    private static bool SameName(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private void CheckPlace(WaiverDocument waiver)
    {
        if (policies.System.IsDefault) Add(WaiverCodes.OtherSystem, "there is no system file, and a waiver holds for one system");
        else if (waiver.System != policies.System.Document.Id) Add(WaiverCodes.OtherSystem, $"it is for the system '{waiver.System}', audited is '{policies.System.Document.Id}'");
        if (!policies.Policies.Any(selected => selected.Policy.Id == waiver.Policy)) Add(WaiverCodes.OtherPolicy, $"the profile has no policy '{waiver.Policy}'");
    }

    private void CheckState(WaiverDocument waiver, ImmutableArray<WaiverStepDocument> steps)
    {
        if (string.CompareOrdinal(day, waiver.Expires) > 0) Add(WaiverCodes.Expired, $"expired {waiver.Expires}");
        var last = steps.IsEmpty ? null : steps[^1];
        if (last is null) Add(WaiverCodes.NotApproved, $"first step on {waiver.Steps[0].On}, judged is {day}");
        else if (last.State == WaiverState.Rejected) Add(WaiverCodes.Rejected, $"rejected {last.On} by {last.Actor}");
        else if (last.State == WaiverState.Expired) Add(WaiverCodes.Expired, $"declared expired {last.On}");
        else if (last.State != WaiverState.AoApproved) Add(WaiverCodes.NotApproved, $"on {day} it is {DocumentReader.WordOf(last.State).Replace('-', ' ')}, not approved");
    }

    private void CheckOrder(WaiverDocument waiver)
    {
        for (var index = 0; index < waiver.Steps.Length; index++)
        {
            var (step, before) = (waiver.Steps[index], index == 0 ? null : waiver.Steps[index - 1]);
            if (before is not null && string.CompareOrdinal(step.On, before.On) < 0) Add(WaiverCodes.Steps, $"the step {DocumentReader.WordOf(step.State)} on {step.On} comes before the one above it ({before.On})");
            var isNext = index < Path.Length && step.State == Path[index];
            var isEnd = index > 0 && index == waiver.Steps.Length - 1 && (step.State == WaiverState.Rejected || (step.State == WaiverState.Expired && before!.State == WaiverState.AoApproved));
            if (!isNext && !isEnd) Add(WaiverCodes.Steps, $"'{DocumentReader.WordOf(step.State)}' can't be step {(index + 1).ToString(CultureInfo.InvariantCulture)}: requested, assessor-validated, ao-approved; rejected or expired end it");
        }
    }

    private void CheckPeople(WaiverDocument waiver)
    {
        var acting = waiver.Steps.Where(step => Path.Contains(step.State)).ToArray();
        for (var index = 1; index < acting.Length; index++)
        {
            if (acting[..index].FirstOrDefault(earlier => SameName(earlier.Actor, acting[index].Actor)) is { } same)
                Add(WaiverCodes.SamePerson, $"{acting[index].Actor} {Did(same.State)} and {Did(acting[index].State)} it: nobody approves their own");
        }

        if (Approval(waiver) is { } approval && !policies.System.IsDefault
            && !policies.System.Document.Approvers.Any(person => SameName(person.Name, approval.Actor) && SameName(person.Role, approval.Role)))
            Add(WaiverCodes.Approver, $"the system file names no approver {approval.Actor}, {approval.Role}");
    }

    private static string Did(WaiverState state) => state switch
    {
        WaiverState.Requested => "requested",
        WaiverState.AssessorValidated => "validated",
        _ => "approved",
    };

    private void CheckSignature(WaiverDocument waiver, SignatureJudgement signature)
    {
        if (signature.Standing == SignatureStanding.Absent)
        {
            if ((policies.Profile.Document.Waivers?.Signature ?? SignatureRule.Required) == SignatureRule.Required) Add(WaiverCodes.Unsigned, "not signed, and the profile asks for a signature");
        }
        else if (signature.Standing != SignatureStanding.Verified)
        {
            Add(WaiverCodes.Signature, $"its signature is {(signature.Standing == SignatureStanding.Failed ? "not accepted" : "undecided")}: {signature.Detail}");
        }
        else if (Approval(waiver) is { } approval && (!SameName(signature.Signer, approval.Actor) || !signature.Roles.Any(role => SameName(role, approval.Role))))
        {
            Add(WaiverCodes.Signer, $"signed by {signature.Signer} ({(signature.Roles.IsEmpty ? "no role" : string.Join(", ", signature.Roles))}), approved by {approval.Actor} ({approval.Role})");
        }
    }

    private void CheckBounds(WaiverDocument waiver)
    {
        var selected = policies.Policies.FirstOrDefault(selected => selected.Policy.Id == waiver.Policy);
        if (selected is { Severity: Severity.High } && waiver.Type == WaiverType.OperationalRequirement)
            Add(WaiverCodes.HighRequirement, "an operational requirement can't be had for severity high: lower the risk first, or fix it");
        if (selected is not null && waiver.AdjustedSeverity is { } adjusted && adjusted >= selected.Severity)
            Add(WaiverCodes.Bounds, $"it adjusts the risk from {DocumentReader.WordOf(selected.Severity)} to {DocumentReader.WordOf(adjusted)}, which is no reduction");
        if (policies.Profile.Document.Waivers?.MaxDays is { } most && Approval(waiver) is { } approval && Days(approval.On, waiver.Expires) is var days && days > most)
            Add(WaiverCodes.Bounds, string.Create(CultureInfo.InvariantCulture, $"it lasts {days} days from its approval, the profile allows {most}"));
    }

    private void CheckVendor(WaiverDocument waiver)
    {
        if (waiver.Vendor is null) return;
        var last = LastCheckIn(waiver, day);
        if (last.Length == 0) Add(WaiverCodes.CheckIn, $"no check-in with the vendor of {waiver.Vendor.Product} is stated until {day}");
        else if (!VendorCheckIn.CountsOn(last, day)) Add(WaiverCodes.CheckIn, $"the last check-in with the vendor of {waiver.Vendor.Product} was on {last}; the next one was due {VendorCheckIn.NextDue(last)}");
        var isHigh = policies.Policies.Any(selected => selected.Policy.Id == waiver.Policy && selected.Severity == Severity.High);
        if (isHigh && Days(waiver.Steps[0].On, waiver.Expires) is var days && days > HighVendorDays)
            Add(WaiverCodes.Bounds, string.Create(CultureInfo.InvariantCulture, $"it lasts {days} days from its request: what depends on a vendor and is high has to be mitigated to moderate within {HighVendorDays} days"));
    }

    private static int Days(string from, string until) =>
        DateOnly.ParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;

    private void Add(DiagnosticCode code, string message) => problems.Add(new RecordProblem(code, message));
}
