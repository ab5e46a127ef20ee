namespace Compliance.Policy.Documents;

/// <summary>How a certificate covers an operational environment.</summary>
public enum EnvironmentBasis
{
    Tested = 0,
    Affirmed = 1,
}
