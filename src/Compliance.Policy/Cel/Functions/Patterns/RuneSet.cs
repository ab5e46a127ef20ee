using System.Globalization;
using System.Text;

namespace Compliance.Policy.Cel.Functions;

/// <summary>A set of code points: ranges, Unicode general categories, folding of case, negation last. Asked only when it is complete.</summary>
internal sealed class RuneSet
{
    public const int Last = 0x10FFFF;

    private readonly List<(int From, int To)> ranges = [];
    private uint categories;
    private bool isNegated;
    private bool foldsCase;
    private bool isSorted;

    public static RuneSet Of(params ReadOnlySpan<(int From, int To)> ranges)
    {
        var set = new RuneSet();
        foreach (var (from, to) in ranges) set.Add(from, to);
        return set;
    }

    public void Add(int from, int to) => ranges.Add((from, to));

    public void Add(uint categoryMask) => categories |= categoryMask;

    /// <summary>Adds the code points that the ranges leave out.</summary>
    public void AddOutside(ReadOnlySpan<(int From, int To)> sorted)
    {
        var next = 0;
        foreach (var (from, to) in sorted)
        {
            if (from > next) Add(next, from - 1);
            next = to + 1;
        }

        if (next <= Last) Add(next, Last);
    }

    public RuneSet Negated()
    {
        isNegated = !isNegated;
        return this;
    }

    public RuneSet FoldingCase(bool folds)
    {
        foldsCase = folds;
        return this;
    }

    /// <summary>Sorts and joins the ranges, so that asking is a binary search. Called once, when the automaton is made.</summary>
    public RuneSet Sorted()
    {
        if (isSorted) return this;
        isSorted = true;
        ranges.Sort();
        var kept = 0;
        for (var i = 1; i < ranges.Count; i++)
        {
            if (ranges[i].From <= ranges[kept].To + 1) ranges[kept] = (ranges[kept].From, Math.Max(ranges[kept].To, ranges[i].To));
            else ranges[++kept] = ranges[i];
        }

        if (ranges.Count > 0) ranges.RemoveRange(kept + 1, ranges.Count - kept - 1);
        return this;
    }

    public bool Contains(int codePoint)
    {
        var found = Holds(codePoint);
        if (!found && foldsCase && Rune.IsValid(codePoint))
        {
            var rune = new Rune(codePoint);
            found = Holds(Rune.ToLowerInvariant(rune).Value) || Holds(Rune.ToUpperInvariant(rune).Value);
        }

        return found != isNegated;
    }

    private bool Holds(int codePoint)
    {
        var (low, high) = (0, ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < ranges[middle].From) high = middle - 1;
            else if (codePoint > ranges[middle].To) low = middle + 1;
            else return true;
        }

        if (categories == 0) return false;
        var category = Rune.IsValid(codePoint) ? Rune.GetUnicodeCategory(new Rune(codePoint)) : UnicodeCategory.Surrogate;
        return (categories & (1u << (int)category)) != 0;
    }
}
