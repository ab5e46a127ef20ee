namespace Compliance.Policy.Documents;

/// <summary>Kinds of exception. False positive, operational requirement, risk adjustment and vendor dependency are FedRAMP's deviations; the others are not.</summary>
public enum WaiverType
{
    /// <summary>The organization's own: never told as a FedRAMP deviation.</summary>
    EngineeringException = 0,
    FalsePositive = 1,
    OperationalRequirement = 2,

    /// <summary>Lowers the severity; what is not met stays open.</summary>
    RiskAdjustment = 3,
    AcceptedWeakness = 4,

    /// <summary>Only the vendor can remedy it: it stays open, and the vendor is asked every month.</summary>
    VendorDependency = 5,
}
