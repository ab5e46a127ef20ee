namespace Compliance.Formats.Vulnerabilities.Vex;

/// <summary>What a statement says of a vulnerability in a product. Ordered from the most cautious: of two that contradict each other the lesser counts.</summary>
public enum VexStatus
{
    Affected = 0,
    UnderInvestigation = 1,
    Fixed = 2,
    NotAffected = 3,
}
