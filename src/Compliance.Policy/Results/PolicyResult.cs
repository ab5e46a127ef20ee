using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Policy.Results;

/// <summary>The verdict of one policy on one image, with every reason and every fact and gap that it rests on.</summary>
public sealed record PolicyResult
{
    public required string PolicyId { get; init; }

    public required string Title { get; init; }

    /// <summary>Folder of the policy: <c>signatures</c>, <c>provenance</c>, <c>sbom</c>, <c>cryptography</c>, <c>hardening</c>, <c>vulnerability</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The image manifest that was judged.</summary>
    public required Digest Subject { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>
    /// How binding what was found is: of a failure, the greatest force among the failed checks; otherwise the greatest among all checks. <c>must</c>,
    /// <c>should</c> or <c>may</c>.
    /// </summary>
    public string Force { get; init; } = "must";

    /// <summary>What is recorded about a failed <c>should</c>; null for every other result.</summary>
    public Deviation? Deviation { get; init; }

    /// <summary>
    /// What the result adds to the verdict of an audit. A failed <c>should</c> that is a recorded deviation, and a failed <c>may</c>, add nothing; what is unknown
    /// beside them stays unknown. Nothing here makes a result met.
    /// </summary>
    public Verdict CountsAs
    {
        get
        {
            if (Verdict != Verdict.NotMet || !IsExcused) return Verdict;
            return Reasons.Any(reason => reason.Verdict == Verdict.Unknown) ? Verdict.Unknown : Verdict.NotApplicable;
        }
    }

    /// <summary>A failure that no rule makes a must: of a <c>may</c>, or of a <c>should</c> with a recorded deviation.</summary>
    public bool IsExcused => Verdict == Verdict.NotMet && (Force == "may" || (Force == "should" && Deviation is { State: DeviationState.Recorded }));

    /// <summary><c>high</c>, <c>moderate</c> or <c>low</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>How many things were judged.</summary>
    public required int Judged { get; init; }

    public required ImmutableArray<Reason> Reasons { get; init; }

    public required ImmutableArray<ControlReference> Controls { get; init; }

    /// <summary>Ids of the facts used, ordinal order.</summary>
    public required ImmutableArray<string> FactIds { get; init; }

    /// <summary>Codes of the gaps that made something unknown, ordinal order.</summary>
    public required ImmutableArray<string> GapCodes { get; init; }

    /// <summary>Whether every fact it rests on is carried: the package alone can't show it again.</summary>
    public required bool CarriedOnly { get; init; }

    /// <summary>Waivers that together cover everything that is not met, ordered by id; none when something is left uncovered. The verdict is never changed by them.</summary>
    public ImmutableArray<AppliedWaiver> Waivers { get; init; } = [];

    /// <summary>What is not met is accepted for a time; a risk adjustment alone accepts nothing.</summary>
    public bool IsWaived => !Waivers.IsEmpty && !Waivers.Any(waiver => waiver.IsRiskAdjustment);

    /// <summary>The verdict with what was said about it: <c>not met, waived until 2027-01-31 (…)</c>.</summary>
    public string Words => Waivers.IsEmpty ? Verdict.ToWords() : $"{Verdict.ToWords()}, {string.Join("; ", Waivers.Select(waiver => waiver.Words))}";
}
