namespace Compliance.Policy.Documents;

/// <summary>Legacy FedRAMP Rev5 baselines.</summary>
public enum LegacyBaseline
{
    LiSaas = 0,
    Low = 1,
    Moderate = 2,
    High = 3,
}
