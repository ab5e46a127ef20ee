namespace Compliance.Policy.Findings.Tracking;

/// <summary>FedRAMP's deviations, and the acceptance of a weakness.</summary>
public enum DeviationKind
{
    FalsePositive = 0,
    OperationalRequirement = 1,
    RiskAdjustment = 2,

    /// <summary>Only the vendor can remedy it: it stays open, and the vendor is asked every month.</summary>
    VendorDependency = 3,

    /// <summary>CR26: not remedied within 192 days of evaluation, or not meant to be (VER-TFR-MAV).</summary>
    AcceptedWeakness = 4,
}
