namespace Compliance.Policy.Findings.Tracking;

/// <summary>Something that changes how a finding is looked at, never that it is there.</summary>
public sealed record Deviation
{
    public required DeviationKind Kind { get; init; }

    public required DeviationState State { get; init; }

    /// <summary>Who approved; empty when nobody did.</summary>
    public string Approver { get; init; } = "";

    /// <summary>Day of approval, ISO; empty when there is none.</summary>
    public string ApprovedOn { get; init; } = "";

    /// <summary>Last day on which it holds, ISO; empty when none is stated: it then never holds.</summary>
    public string Expires { get; init; } = "";

    public string Rationale { get; init; } = "";

    /// <summary>The rating while a risk adjustment holds; otherwise empty.</summary>
    public string AdjustedSeverity { get; init; } = "";

    /// <summary>Of a vendor dependency.</summary>
    public string Product { get; init; } = "";

    /// <summary>Day of the last check-in with the vendor, ISO; empty when none is stated.</summary>
    public string LastCheckIn { get; init; } = "";

    /// <summary>Where it is written down.</summary>
    public string Source { get; init; } = "";

    /// <summary>Last day on which the check-in with the vendor counts, ISO; null for other kinds and without one.</summary>
    public string? NextCheckIn => Kind == DeviationKind.VendorDependency ? VendorCheckIn.NextDue(LastCheckIn) : null;

    /// <summary>Approved, by someone with a name, not over on the day, and of a vendor dependency asked about within a month.</summary>
    /// <param name="day">ISO, US Eastern time.</param>
    public bool HoldsOn(string day) => State == DeviationState.Approved && Approver.Length > 0 && Expires.Length > 0 && string.CompareOrdinal(day, Expires) <= 0
        && (ApprovedOn.Length == 0 || string.CompareOrdinal(ApprovedOn, day) <= 0)
        && (Kind != DeviationKind.VendorDependency || VendorCheckIn.CountsOn(LastCheckIn, day));
}
