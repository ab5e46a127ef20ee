using System.Collections.Immutable;

namespace Compliance.Policy.Cel;

/// <summary>
/// That a value is not known, with the ids of what would have to be known: attributes, facts or gaps. Causes are a set, sorted ordinally,
/// so that merging in any order gives the same.
/// </summary>
public sealed class CelUnknown : CelObject
{
    private CelUnknown(ImmutableArray<string> causes)
        : base(CelKind.Unknown) => Causes = causes;

    /// <summary>No cause was stated.</summary>
    public static CelUnknown Unstated { get; } = new([]);

    public ImmutableArray<string> Causes { get; }

    public static CelUnknown Of(params IEnumerable<string> causes)
    {
        ImmutableArray<string> sorted = [.. causes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return sorted.IsEmpty ? Unstated : new CelUnknown(sorted);
    }

    /// <summary>The union of the causes; either side may be absent.</summary>
    internal static CelUnknown Merge(CelUnknown? left, CelUnknown? right)
    {
        if (left is null || ReferenceEquals(left, right)) return right ?? Unstated;
        if (right is null || right.Causes.IsEmpty) return left;
        if (left.Causes.IsEmpty) return right;
        var known = left.Causes.AsSpan();
        foreach (var cause in right.Causes)
        {
            if (known.BinarySearch(cause, StringComparer.Ordinal) < 0) return Of(left.Causes.Concat(right.Causes));
        }

        return left;
    }
}
