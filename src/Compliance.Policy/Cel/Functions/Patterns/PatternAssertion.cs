namespace Compliance.Policy.Cel.Functions;

/// <summary>What holds between two code points.</summary>
internal enum PatternAssertion
{
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,

    /// <summary>Between an ASCII word character and something else.</summary>
    WordBoundary,
    NotWordBoundary,
}
