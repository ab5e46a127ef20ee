namespace Compliance.Policy.Cel.Functions;

/// <summary>Makes the automaton of a pattern, backwards: each part is built knowing the state that follows it.</summary>
internal sealed class PatternBuilder(int maxStates)
{
    private readonly List<PatternState> states = [];

    /// <summary>Null when the automaton would have too many states.</summary>
    public static Pattern? Build(PatternNode root, int maxStates)
    {
        var builder = new PatternBuilder(maxStates);
        var accept = builder.Add(new PatternState(null, null, -1));
        var start = builder.Emit(root, accept);
        return start < 0 ? null : new Pattern([.. builder.states], start);
    }

    private int Add(PatternState state)
    {
        if (states.Count >= maxStates) return -1;
        states.Add(state);
        return states.Count - 1;
    }

    /// <summary>The first state of the part; -1 when there are too many.</summary>
    private int Emit(PatternNode node, int next)
    {
        if (next < 0) return -1;
        switch (node)
        {
            case PatternNode.Set set:
                return Add(new PatternState(set.Runes.Sorted(), null, next));
            case PatternNode.Assert assert:
                return Add(new PatternState(null, assert.Kind, next));
            case PatternNode.Sequence sequence:
                for (var i = sequence.Parts.Count - 1; i >= 0; i--) next = Emit(sequence.Parts[i], next);
                return next;
            case PatternNode.Choice choice:
                var first = Emit(choice.Branches[^1], next);
                for (var i = choice.Branches.Count - 2; i >= 0 && first >= 0; i--) first = Split(Emit(choice.Branches[i], next), first);
                return first;
            default:
                return Emit((PatternNode.Repeat)node, next);
        }
    }

    private int Emit(PatternNode.Repeat repeat, int next)
    {
        if (repeat.Most < 0)
        {
            var loop = Add(default);
            var body = Emit(repeat.Body, loop);
            if (body < 0) return -1;
            states[loop] = new PatternState(null, null, body, next);
            next = loop;
        }
        else
        {
            var after = next;
            for (var i = repeat.Least; i < repeat.Most && next >= 0; i++) next = Split(Emit(repeat.Body, next), after);
        }

        for (var i = 0; i < repeat.Least && next >= 0; i++) next = Emit(repeat.Body, next);
        return next;
    }

    private int Split(int one, int other) => one < 0 || other < 0 ? -1 : Add(new PatternState(null, null, one, other));
}
