namespace Compliance.Policy.Documents;

/// <summary>Methods of SP 800-53A.</summary>
public enum EvidenceMethod
{
    Examine = 0,
    Interview = 1,
    Test = 2,
}
