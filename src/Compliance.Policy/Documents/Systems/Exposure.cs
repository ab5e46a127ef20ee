namespace Compliance.Policy.Documents;

/// <summary>Who can reach a service.</summary>
public enum Exposure
{
    Internal = 0,
    Internet = 1,
}
