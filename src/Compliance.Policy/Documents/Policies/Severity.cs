namespace Compliance.Policy.Documents;

/// <summary>How much a policy that is not met matters.</summary>
public enum Severity
{
    Low = 0,
    Moderate = 1,
    High = 2,
}
