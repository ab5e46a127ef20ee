namespace Compliance.Policy.Findings.Tracking;

/// <summary>Deviations in words.</summary>
public static class DeviationWords
{
    public static string Of(DeviationKind kind) => kind switch
    {
        DeviationKind.FalsePositive => "false positive",
        DeviationKind.OperationalRequirement => "operational requirement",
        DeviationKind.RiskAdjustment => "risk adjustment",
        DeviationKind.VendorDependency => "vendor dependency",
        _ => "accepted weakness",
    };

    public static string Of(DeviationState state) => state switch
    {
        DeviationState.Approved => "approved",
        DeviationState.Rejected => "rejected",
        DeviationState.Stated => "stated",
        _ => "requested",
    };
}
