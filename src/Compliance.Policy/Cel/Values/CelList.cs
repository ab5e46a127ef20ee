using System.Collections.Immutable;

namespace Compliance.Policy.Cel;

/// <summary>
/// A list. It may be incomplete: its known elements are listed, and <see cref="Rest"/> says why there may be more. An incomplete list
/// answers only what no further element could change: <c>exists</c> finds, <c>all</c> fails, <c>in</c> finds; size, equality and the rest are unknown.
/// </summary>
public sealed class CelList : CelObject
{
    private readonly CelValue[] items;

    private CelList(CelValue[] items, int count, CelUnknown? rest, bool isPrefix)
        : base(CelKind.List) => (this.items, Count, Rest, IsPrefix) = (items, count, rest, isPrefix);

    public static CelList Empty { get; } = new([], 0, null, isPrefix: true);

    /// <summary>Known elements.</summary>
    public int Count { get; }

    /// <summary>Why there may be more elements; null when the list is complete.</summary>
    public CelUnknown? Rest { get; }

    /// <summary>Whether the known elements are the first ones, so that their indexes hold.</summary>
    public bool IsPrefix { get; }

    public ReadOnlySpan<CelValue> Items => items.AsSpan(0, Count);

    /// <summary>A complete list. Elements that are unknown make it an incomplete one: what is there is not known, so it is not listed.</summary>
    /// <exception cref="ArgumentException">An element is an error.</exception>
    public static CelList Of(params IEnumerable<CelValue> elements) => Make([.. elements], null, isPrefix: true);

    /// <summary>A list of which only some elements are known.</summary>
    /// <param name="isPrefix">The known ones are the first: their indexes hold. Otherwise every index is unknown.</param>
    /// <exception cref="ArgumentException">An element is an error.</exception>
    public static CelList Incomplete(IEnumerable<CelValue> known, CelUnknown rest, bool isPrefix = false)
    {
        ArgumentNullException.ThrowIfNull(rest);
        return Make([.. known], rest, isPrefix);
    }

    /// <summary>Wraps elements that are known to be neither unknown nor errors; takes the array.</summary>
    internal static CelList Own(CelValue[] items, int count, CelUnknown? rest = null, bool isPrefix = true) =>
        count == 0 && rest is null ? Empty : new CelList(items, count, rest, isPrefix);

    internal static CelList Own(List<CelValue> items) => Own([.. items], items.Count);

    private static CelList Make(CelValue[] items, CelUnknown? rest, bool isPrefix)
    {
        var kept = 0;
        foreach (var item in items)
        {
            if (item.Kind == CelKind.Error) throw new ArgumentException("an element is an error", nameof(items));
            if (item.Kind == CelKind.Unknown)
            {
                rest = CelUnknown.Merge(rest, item.AsUnknown);
                isPrefix = false;
                continue;
            }

            items[kept++] = item;
        }

        return Own(items, kept, rest, isPrefix);
    }
}
