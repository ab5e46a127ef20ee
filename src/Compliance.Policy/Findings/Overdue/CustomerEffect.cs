namespace Compliance.Policy.Findings.Overdue;

/// <summary>What exploitation would do to a customer, in FedRAMP's words (VER-EVA-EPA).</summary>
public enum CustomerEffect
{
    Minimal = 0,
    Narrow = 1,
    Disruptive = 2,
    Debilitating = 3,
}
