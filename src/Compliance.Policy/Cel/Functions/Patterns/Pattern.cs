using Compliance.Policy.Cel.Compiling;

namespace Compliance.Policy.Cel.Functions;

/// <summary>
/// A regular expression of RE2's syntax as an automaton that is run over all states at once: time is in proportion to text times states,
/// whatever the pattern. Thread-safe.
/// </summary>
internal sealed class Pattern(PatternState[] states, int start)
{
    private const int Nothing = -1;

    public int StateCount => states.Length;

    /// <summary>Whether the pattern matches somewhere in the text. Work is charged to the frame.</summary>
    public CelValue IsMatch(string text, Frame frame)
    {
        frame.Charge(states.Length / 10);
        var (now, next) = (new int[states.Length], new int[states.Length]);
        var seen = new int[states.Length];
        var stack = new int[(2 * states.Length) + 1];
        var count = 0;
        var (generation, work) = (0, 0L);
        var previous = Nothing;
        for (var at = 0; ;)
        {
            var (current, width) = Decode(text, at);
            generation++;
            for (var i = 0; i < count; i++) seen[now[i]] = generation;
            if (Follow(start, now, ref count, seen, generation, stack, previous, current)) return Found(frame, work, isMatch: true);
            if (current == Nothing) return Found(frame, work, isMatch: false);
            work += count + 1;
            if (work > 10_000)
            {
                frame.Charge(1_000);
                work -= 10_000;
            }

            var (after, _) = Decode(text, at + width);
            var made = 0;
            generation++;
            for (var i = 0; i < count; i++)
            {
                ref readonly var state = ref states[now[i]];
                if (state.Runes!.Contains(current) && Follow(state.Next, next, ref made, seen, generation, stack, current, after)) return Found(frame, work, isMatch: true);
            }

            (now, next, count) = (next, now, made);
            previous = current;
            at += width;
        }
    }

    private static CelValue Found(Frame frame, long work, bool isMatch)
    {
        frame.Charge(1 + (work / 10));
        return CelValue.Bool(isMatch);
    }

    /// <summary>Adds every consuming state that is reached without consuming; true when one accepts. A state is expanded once, so that the stack holds.</summary>
    private bool Follow(int from, int[] list, ref int count, int[] seen, int generation, int[] stack, int previous, int current)
    {
        var depth = 0;
        stack[depth++] = from;
        while (depth > 0)
        {
            var at = stack[--depth];
            if (seen[at] == generation) continue;
            seen[at] = generation;
            ref readonly var state = ref states[at];
            if (state.Accepts) return true;
            if (state.Runes is not null)
            {
                list[count++] = at;
                continue;
            }

            if (state.Assertion is { } assertion && !Holds(assertion, previous, current)) continue;
            if (state.Other >= 0) stack[depth++] = state.Other;
            stack[depth++] = state.Next;
        }

        return false;
    }

    private static bool Holds(PatternAssertion assertion, int previous, int current) => assertion switch
    {
        PatternAssertion.TextStart => previous == Nothing,
        PatternAssertion.TextEnd => current == Nothing,
        PatternAssertion.LineStart => previous is Nothing or '\n',
        PatternAssertion.LineEnd => current is Nothing or '\n',
        PatternAssertion.WordBoundary => IsWord(previous) != IsWord(current),
        _ => IsWord(previous) == IsWord(current),
    };

    private static bool IsWord(int codePoint) => codePoint is >= '0' and <= '9' or >= 'A' and <= 'Z' or '_' or >= 'a' and <= 'z';

    private static (int CodePoint, int Width) Decode(string text, int at)
    {
        if (at >= text.Length) return (Nothing, 0);
        return at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? (char.ConvertToUtf32(text[at], text[at + 1]), 2) : (text[at], 1);
    }
}
