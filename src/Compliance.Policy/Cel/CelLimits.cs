namespace Compliance.Policy.Cel;

/// <summary>How much of a stranger's expression is compiled, and how large the values are that it may make.</summary>
public sealed record CelLimits
{
    public static CelLimits Default { get; } = new();

    /// <summary>UTF-16 units of one expression.</summary>
    public int MaxSourceLength { get; init; } = 64 << 10;

    /// <summary>Nesting of the syntax tree; chains of one logical operator count once.</summary>
    public int MaxDepth { get; init; } = 200;

    /// <summary>Nodes of the syntax tree.</summary>
    public int MaxNodes { get; init; } = 20_000;

    /// <summary>Nesting of comprehensions.</summary>
    public int MaxComprehensionDepth { get; init; } = 8;

    /// <summary>Defects reported for one expression.</summary>
    public int MaxDefects { get; init; } = 50;

    /// <summary>States of one compiled regular expression.</summary>
    public int MaxPatternStates { get; init; } = 20_000;

    /// <summary>Elements that a list or map of unknown size is taken to have by the static cost estimate.</summary>
    public long AssumedItems { get; init; } = 1_000;

    /// <summary>Characters that a string of unknown length is taken to have by the static cost estimate.</summary>
    public long AssumedLength { get; init; } = 200;

    /// <summary>An expression whose estimated cost is larger is refused when it is compiled.</summary>
    public long MaxEstimatedCost { get; init; } = 1_000_000_000;
}
