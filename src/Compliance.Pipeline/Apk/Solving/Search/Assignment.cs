namespace Compliance.Pipeline.Apk.Solving.Search;

/// <summary>
/// Which candidates are taken or ruled out so far, what follows from that, and what is learnt from contradictions: conflict-driven clause learning with
/// watched literals. It knows nothing of packages; the choices are its caller's.
/// </summary>
internal sealed class Assignment(int count)
{
    private readonly sbyte[] values = new sbyte[count];
    private readonly int[] levels = new int[count];
    private readonly Clause?[] reasons = new Clause?[count];
    private readonly List<Clause>[] watches = [.. Enumerable.Range(0, count * 2).Select(_ => new List<Clause>(0))];
    private readonly List<int> trail = [];
    private readonly List<int> levelStarts = [];
    private int propagated;

    /// <summary>Called when a candidate is taken, for rules that are kept outside of clauses; returns those that now force something.</summary>
    public Func<int, IEnumerable<Clause>> OnTaken { get; init; } = static _ => [];

    public int Level => levelStarts.Count;

    public bool IsTaken(int number) => values[number] > 0;

    public bool IsRuledOut(int number) => values[number] < 0;

    public bool IsOpen(int number) => values[number] == 0;

    /// <summary>The clause that forced the candidate's value; null for a choice and for an open one.</summary>
    public Clause? ReasonOf(int number) => reasons[number];

    /// <summary>Candidates taken, in the order of taking.</summary>
    public IEnumerable<int> Taken => trail.Where(literal => (literal & 1) == 0).Select(literal => literal >> 1);

    /// <summary>A contradiction, or null. Only before the first choice, or for clauses over open candidates.</summary>
    public Clause? Add(Clause clause)
    {
        if (clause.Literals.Length >= 2) Watch(clause);
        return clause.Literals.Length == 0 || !clause.Literals.Any(literal => Value(literal) >= 0) ? clause
            : clause.Literals.Length == 1 && Value(clause.Literals[0]) == 0 ? Set(clause.Literals[0], clause)
            : null;
    }

    /// <summary>Takes a candidate as a choice on a new level.</summary>
    public void Choose(int number)
    {
        levelStarts.Add(trail.Count);
        Set(Clause.Taken(number), null);
    }

    /// <summary>Draws all conclusions. A contradiction, or null.</summary>
    public Clause? Propagate()
    {
        while (propagated < trail.Count)
        {
            var literal = trail[propagated++];
            if ((literal & 1) == 0)
            {
                foreach (var clause in OnTaken(literal >> 1))
                {
                    if (Force(clause) is { } contradiction) return contradiction;
                }
            }

            if (VisitWatches(Clause.Negated(literal)) is { } found) return found;
        }

        return null;
    }

    /// <summary>
    /// Learns why the clause, all of whose literals are false, can't hold, and goes back to where that matters. False when it holds without any choice:
    /// the problem has no solution, and <paramref name="learnt"/> says why.
    /// </summary>
    public bool Resolve(Clause contradiction, out Clause learnt)
    {
        var level = contradiction.Literals.Length == 0 ? 0 : contradiction.Literals.Max(literal => levels[literal >> 1]);
        BackTo(level);
        var parents = new List<Clause> { contradiction };
        if (level == 0)
        {
            learnt = new Clause([], null, [.. parents, .. ReasonsBelow(contradiction)]);
            return false;
        }

        var (literals, asserting) = Analyse(contradiction, level, parents);
        learnt = new Clause([asserting, .. literals], null, parents);
        BackTo(literals.Count == 0 ? 0 : literals.Max(literal => levels[literal >> 1]));
        if (learnt.Literals.Length >= 2)
        {
            // The other watched literal must be the one that is undone last.
            var last = Array.FindIndex(learnt.Literals, 1, literal => levels[literal >> 1] == Level);
            (learnt.Literals[1], learnt.Literals[last]) = (learnt.Literals[last], learnt.Literals[1]);
            Watch(learnt);
        }

        Set(asserting, learnt);
        return true;
    }

    /// <summary>Sentences of everything that a clause was concluded from, each once.</summary>
    public static IEnumerable<string> Causes(Clause clause)
    {
        var seen = new HashSet<Clause>();
        var pending = new Stack<Clause>([clause]);
        var sentences = new SortedSet<string>(StringComparer.Ordinal);
        while (pending.TryPop(out var next))
        {
            if (!seen.Add(next)) continue;
            if (next.Describe() is { } sentence) sentences.Add(sentence);
            foreach (var parent in next.Parents) pending.Push(parent);
        }

        return sentences;
    }

    private (List<int> Literals, int Asserting) Analyse(Clause contradiction, int level, List<Clause> parents)
    {
        var seen = new HashSet<int>();
        var literals = new List<int>();
        var open = 0;
        var at = trail.Count;
        var clause = contradiction;
        var resolved = -1;
        while (true)
        {
            foreach (var literal in clause.Literals)
            {
                var number = literal >> 1;
                if (number == resolved || !seen.Add(number)) continue;
                if (levels[number] == level) open++;
                else if (levels[number] > 0) literals.Add(literal);
                else parents.AddRange(ReasonsBelow(new Clause([literal], null)));
            }

            do at--;
            while (!seen.Contains(trail[at] >> 1));
            resolved = trail[at] >> 1;
            if (--open == 0) return (literals, Clause.Negated(trail[at]));
            clause = reasons[resolved]!;
            parents.Add(clause);
        }
    }

    /// <summary>Reasons of the literals of a clause that are false without any choice, and theirs.</summary>
    private List<Clause> ReasonsBelow(Clause clause)
    {
        var seen = new HashSet<int>();
        var pending = new Stack<int>(clause.Literals.Select(literal => literal >> 1));
        var found = new List<Clause>();
        while (pending.TryPop(out var number))
        {
            if (!seen.Add(number) || levels[number] > 0 || reasons[number] is not { } reason) continue;
            found.Add(reason);
            foreach (var literal in reason.Literals) pending.Push(literal >> 1);
        }

        return found;
    }

    private Clause? VisitWatches(int falsified)
    {
        var list = watches[falsified];
        var kept = 0;
        Clause? contradiction = null;
        for (var i = 0; i < list.Count; i++)
        {
            var clause = list[i];
            if (contradiction is not null || !TryMoveWatch(clause, falsified))
            {
                list[kept++] = clause;
                if (contradiction is null && Value(clause.Literals[0]) <= 0) contradiction = Set(clause.Literals[0], clause);
            }
        }

        list.RemoveRange(kept, list.Count - kept);
        return contradiction;
    }

    private bool TryMoveWatch(Clause clause, int falsified)
    {
        var literals = clause.Literals;
        if (literals[0] == falsified) (literals[0], literals[1]) = (literals[1], literals[0]);
        if (Value(literals[0]) > 0) return false;
        for (var i = 2; i < literals.Length; i++)
        {
            if (Value(literals[i]) < 0) continue;
            (literals[1], literals[i]) = (literals[i], literals[1]);
            watches[literals[1]].Add(clause);
            return true;
        }

        return false;
    }

    /// <summary>Looks at a clause of which all but one literal are false, or all.</summary>
    private Clause? Force(Clause clause)
    {
        foreach (var literal in clause.Literals)
        {
            if (Value(literal) > 0) return null;
            if (Value(literal) == 0) return Set(literal, clause);
        }

        return clause;
    }

    private Clause? Set(int literal, Clause? reason)
    {
        var value = Value(literal);
        if (value != 0) return value > 0 ? null : reason;
        var number = literal >> 1;
        (values[number], levels[number], reasons[number]) = ((sbyte)((literal & 1) == 0 ? 1 : -1), Level, reason);
        trail.Add(literal);
        return null;
    }

    private void BackTo(int level)
    {
        if (Level <= level) return;
        for (var i = trail.Count - 1; i >= levelStarts[level]; i--)
        {
            var number = trail[i] >> 1;
            (values[number], reasons[number]) = (0, null);
        }

        trail.RemoveRange(levelStarts[level], trail.Count - levelStarts[level]);
        levelStarts.RemoveRange(level, levelStarts.Count - level);
        propagated = Math.Min(propagated, trail.Count);
    }

    private void Watch(Clause clause)
    {
        // A watched literal is open or true where there is one.
        for (int i = 0, slot = 0; i < clause.Literals.Length && slot < 2; i++)
        {
            if (Value(clause.Literals[i]) < 0 && i >= slot && slot < 2 && clause.Literals.Skip(i).Any(literal => Value(literal) >= 0)) continue;
            (clause.Literals[slot], clause.Literals[i]) = (clause.Literals[i], clause.Literals[slot]);
            slot++;
        }

        watches[clause.Literals[0]].Add(clause);
        watches[clause.Literals[1]].Add(clause);
    }

    private int Value(int literal) => (literal & 1) == 0 ? values[literal >> 1] : -values[literal >> 1];
}
