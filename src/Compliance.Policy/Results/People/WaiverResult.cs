using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Results;

/// <summary>What came of one waiver in an evaluation.</summary>
public sealed record WaiverResult
{
    /// <summary>Name of its file.</summary>
    public required string Path { get; init; }

    /// <summary>The members up to <see cref="Signature"/> are empty when the file can't be read.</summary>
    public required string Id { get; init; }

    public required string PolicyId { get; init; }

    /// <summary>As in <see cref="AppliedWaiver.Type"/>.</summary>
    public required string Type { get; init; }

    public required string Reason { get; init; }

    /// <summary>Last day, ISO 8601.</summary>
    public required string Expires { get; init; }

    /// <summary>On the judged day: <c>requested</c>, <c>assessor-validated</c>, <c>ao-approved</c>, <c>rejected</c> or <c>expired</c>.</summary>
    public required string State { get; init; }

    public required string RequestedBy { get; init; }

    public required string ValidatedBy { get; init; }

    public required string ApprovedBy { get; init; }

    /// <summary>Where the last step is written down.</summary>
    public required string Reference { get; init; }

    /// <summary><c>verified</c>, <c>failed</c>, <c>indeterminate</c> or <c>absent</c>.</summary>
    public required string Signature { get; init; }

    /// <summary>Images on which it has effect, ordered; none when it has none.</summary>
    public required ImmutableArray<Digest> Images { get; init; }

    /// <summary>Why it has no effect, or none on some image; all of it.</summary>
    public required ImmutableArray<RecordProblem> Problems { get; init; }

    /// <summary>As <see cref="AppliedWaiver.IsFedRampDeviation"/>.</summary>
    public bool IsFedRampDeviation => Type is "false-positive" or "operational-requirement" or "risk-adjustment" or "vendor-dependency";

    /// <summary>Day of the last check-in with the vendor until the judged day, ISO 8601; empty for other types than a vendor dependency, and without one.</summary>
    public string LastCheckIn { get; init; } = "";

    /// <summary>Last day on which that check-in counts, ISO 8601; empty without one.</summary>
    public string NextCheckIn => VendorCheckIn.NextDue(LastCheckIn) ?? "";

    /// <summary>The day by which somebody has to do something: the last day, or that of the next check-in when it comes first.</summary>
    public string DueOn => NextCheckIn.Length > 0 && string.CompareOrdinal(NextCheckIn, Expires) < 0 ? NextCheckIn : Expires;

    public bool HasEffect => !Images.IsEmpty;

    /// <summary><c>expired 2026-10-31: has no effect</c>.</summary>
    public string Words => HasEffect ? $"in effect until {Expires}" : $"{string.Join("; ", Problems.Select(problem => problem.Message))}: has no effect";
}
