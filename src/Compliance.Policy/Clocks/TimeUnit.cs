namespace Compliance.Policy.Clocks;

/// <summary>What a timeframe counts.</summary>
public enum TimeUnit
{
    /// <summary>Hours on the clock.</summary>
    Hours,

    /// <summary>Calendar days in the United States; the last one counts to its end.</summary>
    Days,
}
