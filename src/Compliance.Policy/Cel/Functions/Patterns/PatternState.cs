namespace Compliance.Policy.Cel.Functions;

/// <summary>One state of the automaton: consumes a code point of the set, or passes an assertion, or splits; with none of them it accepts.</summary>
internal readonly record struct PatternState(RuneSet? Runes, PatternAssertion? Assertion, int Next, int Other = -1)
{
    public bool Accepts => Next < 0;
}
