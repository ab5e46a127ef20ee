namespace Compliance.Policy.Cel.Functions;

/// <summary>A regular expression as a tree.</summary>
internal abstract record PatternNode
{
    public sealed record Set(RuneSet Runes) : PatternNode;

    public sealed record Assert(PatternAssertion Kind) : PatternNode;

    public sealed record Sequence(List<PatternNode> Parts) : PatternNode;

    public sealed record Choice(List<PatternNode> Branches) : PatternNode;

    /// <param name="Most">-1 for no bound.</param>
    public sealed record Repeat(PatternNode Body, int Least, int Most) : PatternNode;
}
