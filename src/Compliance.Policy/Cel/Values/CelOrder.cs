namespace Compliance.Policy.Cel;

/// <summary>The orders of CEL: numbers across types by value, strings by code point, bytes, booleans, timestamps and durations.</summary>
internal static class CelOrder
{
    /// <summary>Numbers only; false when one is not a number. With NaN the order is <see cref="Unordered"/>.</summary>
    public const int Unordered = 2;

    public static bool TryCompareNumbers(in CelValue left, in CelValue right, out int order)
    {
        order = (left.Kind, right.Kind) switch
        {
            (CelKind.Int, CelKind.Int) => left.Bits.CompareTo(right.Bits),
            (CelKind.Uint, CelKind.Uint) => left.AsUint.CompareTo(right.AsUint),
            (CelKind.Int, CelKind.Uint) => left.Bits < 0 ? -1 : ((ulong)left.Bits).CompareTo(right.AsUint),
            (CelKind.Uint, CelKind.Int) => right.Bits < 0 ? 1 : left.AsUint.CompareTo((ulong)right.Bits),
            (CelKind.Double, CelKind.Double) => Doubles(left.AsDouble, right.AsDouble),
            (CelKind.Int, CelKind.Double) => Doubles(left.Bits, right.AsDouble),
            (CelKind.Double, CelKind.Int) => Doubles(left.AsDouble, right.Bits),
            (CelKind.Uint, CelKind.Double) => Doubles(left.AsUint, right.AsDouble),
            (CelKind.Double, CelKind.Uint) => Doubles(left.AsDouble, right.AsUint),
            _ => int.MinValue,
        };
        return order != int.MinValue;
    }

    /// <summary>False when the two have no order: other kinds, or kinds without one.</summary>
    public static bool TryCompare(in CelValue left, in CelValue right, out int order)
    {
        if (TryCompareNumbers(left, right, out order)) return true;
        if (left.Kind != right.Kind) return false;
        order = left.Kind switch
        {
            CelKind.Bool => left.Bits.CompareTo(right.Bits),
            CelKind.String => Strings(left.AsString, right.AsString),
            CelKind.Bytes => Math.Sign(left.AsBytes.Span.SequenceCompareTo(right.AsBytes.Span)),
            CelKind.Timestamp => ((CelTimestamp)left.Object!).TotalNanos.CompareTo(((CelTimestamp)right.Object!).TotalNanos),
            CelKind.Duration => left.AsDuration.CompareTo(right.AsDuration),
            _ => int.MinValue,
        };
        return order != int.MinValue;
    }

    /// <summary>By code point: UTF-16 order with the surrogates moved behind U+FFFF.</summary>
    public static int Strings(string left, string right)
    {
        var at = left.AsSpan().CommonPrefixLength(right);
        if (at == left.Length || at == right.Length) return left.Length.CompareTo(right.Length);
        return Rank(left[at]).CompareTo(Rank(right[at]));
    }

    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x1_0000 : unit;

    private static int Doubles(double left, double right) =>
        left < right ? -1 : left > right ? 1 : left == right ? 0 : Unordered;
}
