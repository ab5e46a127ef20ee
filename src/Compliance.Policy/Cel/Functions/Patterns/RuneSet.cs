using System.Globalization;
using System.Text;

namespace Compliance.Policy.Cel.Functions;

/// <summary>A set of code points: ranges, Unicode general categories, folding of case, negation last.</summary>
internal sealed class RuneSet
{
    public const int Last = 0x10FFFF;

    private readonly List<(int From, int To)> ranges = [];
    private uint categories;
    private bool isNegated;
    private bool foldsCase;

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
        foreach (var (from, to) in ranges)
        {
            if (codePoint >= from && codePoint <= to) return true;
        }

        if (categories == 0) return false;
        var category = Rune.IsValid(codePoint) ? Rune.GetUnicodeCategory(new Rune(codePoint)) : UnicodeCategory.Surrogate;
        return (categories & (1u << (int)category)) != 0;
    }
}
