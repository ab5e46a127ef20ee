namespace Compliance.Policy.Clocks;

/// <summary>Everything that the clocks of one finding are read by. What nobody states stays unknown, and each clock then has every column that is possible.</summary>
public sealed record FindingInputs
{
    /// <summary>The earliest evidenced detection; never the day of publication.</summary>
    public ClockInput<DateTimeOffset> DetectedAt { get; init; } = ClockInput<DateTimeOffset>.Unknown("when it was first detected is not evidenced");

    /// <summary>When a person evaluated it.</summary>
    public ClockInput<DateTimeOffset> EvaluatedAt { get; init; } = ClockInput<DateTimeOffset>.Unknown("no triage record evaluates it");

    /// <summary><c>critical</c>, <c>high</c>, <c>moderate</c>, <c>low</c> or <c>none</c>.</summary>
    public ClockInput<string> Severity { get; init; } = ClockInput<string>.Unknown("no feed states a score");

    /// <summary>The day CISA listed it; null when the catalog does not list it.</summary>
    public ClockInput<DateOnly?> KevAdded { get; init; } = ClockInput<DateOnly?>.Unknown("no kev feed was given");

    /// <summary>CISA's due date; null when the catalog does not list it.</summary>
    public ClockInput<DateOnly?> KevDue { get; init; } = ClockInput<DateOnly?>.Unknown("no kev feed was given");

    /// <summary>Reachable from the internet.</summary>
    public ClockInput<bool> IsExposed { get; init; } = ClockInput<bool>.Unknown("the system file states no exposure");

    public ClockInput<bool> IsAutomatable { get; init; } = ClockInput<bool>.Unknown("nobody decided");

    public ClockInput<bool> HasTotalImpact { get; init; } = ClockInput<bool>.Unknown("nobody decided");

    public ClockInput<bool> IsLikelyExploitable { get; init; } = ClockInput<bool>.Unknown("no triage record says");

    /// <summary>Potential adverse impact, 1 to 5.</summary>
    public ClockInput<long> PotentialImpact { get; init; } = ClockInput<long>.Unknown("no triage record says");

    /// <summary>FedRAMP certification class, <c>a</c> to <c>d</c>.</summary>
    public ClockInput<string> CertificationClass { get; init; } = ClockInput<string>.Unknown("the system file states no class");
}
