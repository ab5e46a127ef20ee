using Compliance.Policy.Cel.Compiling;

namespace Compliance.Policy.Cel;

/// <summary>
/// Equality of CEL: numbers compare by value across types, other kinds are unequal, lists and maps compare deeply. With an unknown inside it is
/// false when something known already differs, and unknown otherwise.
/// </summary>
internal static class CelEquality
{
    /// <summary>True, false or unknown, or whichever argument is an error or unknown. Nested containers are charged to the frame.</summary>
    public static CelValue Equal(in CelValue left, in CelValue right, Frame? frame = null)
    {
        if (left.Kind <= CelKind.Error || right.Kind <= CelKind.Error) return CelValue.Poison(left, right);
        if (ReferenceEquals(left.Object, CelScalar.Int) && ReferenceEquals(right.Object, CelScalar.Int)) return CelValue.Bool(left.Bits == right.Bits);
        CelUnknown? unknown = null;
        var same = Same(left, right, ref unknown, frame);
        return same && unknown is not null ? new CelValue(unknown) : CelValue.Bool(same);
    }

    /// <summary>False when they differ for certain; true with <paramref name="unknown"/> set when an unknown decides.</summary>
    public static bool Same(in CelValue left, in CelValue right, ref CelUnknown? unknown, Frame? frame)
    {
        if (left.Kind == CelKind.Unknown || right.Kind == CelKind.Unknown)
        {
            unknown = CelUnknown.Merge(unknown, CelValue.Poison(left, right).AsUnknown);
            return true;
        }

        if (left.Kind != right.Kind) return left.Kind is CelKind.Int or CelKind.Uint or CelKind.Double && CelOrder.TryCompareNumbers(left, right, out var order) && order == 0;
        return left.Kind switch
        {
            CelKind.Null => true,
            CelKind.Bool or CelKind.Int or CelKind.Uint => left.Bits == right.Bits,
            CelKind.Double => left.AsDouble == right.AsDouble,
            CelKind.String => SameText(left, right, frame),
            CelKind.Bytes => SameBytes(left, right, frame),
            CelKind.List => SameList(left.AsList, right.AsList, ref unknown, frame),
            CelKind.Map => SameMap(left.AsMap, right.AsMap, ref unknown, frame),
            CelKind.Struct => SameStruct(left.AsStruct, right.AsStruct, ref unknown, frame),
            CelKind.Timestamp => ((CelTimestamp)left.Object!).TotalNanos == ((CelTimestamp)right.Object!).TotalNanos,
            CelKind.Duration => left.AsDuration == right.AsDuration,
            CelKind.Type => ((CelTypeValue)left.Object!).Name == ((CelTypeValue)right.Object!).Name,
            CelKind.Optional => SameOptional((CelOptional)left.Object!, (CelOptional)right.Object!, ref unknown, frame),
            _ => ((CelOpaque)left.Object!).SameAs((CelOpaque)right.Object!),
        };
    }

    private static bool SameText(in CelValue left, in CelValue right, Frame? frame)
    {
        var (one, other) = (((CelString)left.Object!).Text, ((CelString)right.Object!).Text);
        if (one.Length == other.Length) frame?.Weigh(left);
        return string.Equals(one, other, StringComparison.Ordinal);
    }

    private static bool SameBytes(in CelValue left, in CelValue right, Frame? frame)
    {
        frame?.Weigh(left);
        return left.AsBytes.Span.SequenceEqual(right.AsBytes.Span);
    }

    private static bool SameList(CelList left, CelList right, ref CelUnknown? unknown, Frame? frame)
    {
        frame?.Charge(1 + (Math.Min(left.Count, right.Count) / 10));
        if (ReferenceEquals(left, right) && left.Rest is null && left.Count == 0) return true;
        if (left.Rest is null && right.Rest is null)
        {
            if (left.Count != right.Count) return false;
        }
        else
        {
            if (left.Rest is null && right.Count > left.Count) return false;
            if (right.Rest is null && left.Count > right.Count) return false;
            unknown = CelUnknown.Merge(CelUnknown.Merge(left.Rest, right.Rest), unknown);
            if (!left.IsPrefix || !right.IsPrefix) return true;
        }

        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (!Same(left.Items[i], right.Items[i], ref unknown, frame)) return false;
        }

        return true;
    }

    private static bool SameMap(CelMap left, CelMap right, ref CelUnknown? unknown, Frame? frame)
    {
        frame?.Charge(1 + (Math.Min(left.Count, right.Count) / 10));
        if (left.Count != right.Count) return false;
        foreach (ref readonly var entry in left.Entries)
        {
            if (!right.TryGet(entry.Key, out var other) || !Same(entry.Value, other, ref unknown, frame)) return false;
        }

        return true;
    }

    private static bool SameStruct(CelStruct left, CelStruct right, ref CelUnknown? unknown, Frame? frame)
    {
        if (!ReferenceEquals(left.Type, right.Type)) return false;
        for (var i = 0; i < left.Slots.Length; i++)
        {
            if (!Same(left[i], right[i], ref unknown, frame)) return false;
        }

        return true;
    }

    private static bool SameOptional(CelOptional left, CelOptional right, ref CelUnknown? unknown, Frame? frame) =>
        left.HasValue == right.HasValue && (!left.HasValue || Same(left.Content, right.Content, ref unknown, frame));
}
