namespace Compliance.Policy.Cel.Functions;

/// <summary>The four orderings. With NaN all are false.</summary>
internal static class Ordering
{
    public static CelValue Less(CelValue left, CelValue right) =>
        ReferenceEquals(left.Object, CelScalar.Int) && ReferenceEquals(right.Object, CelScalar.Int) ? CelValue.Bool(left.Bits < right.Bits)
        : CelOrder.TryCompare(left, right, out var order) ? CelValue.Bool(order < 0) : Refusal.Of("_<_", left, right);

    public static CelValue LessOrEqual(CelValue left, CelValue right) =>
        ReferenceEquals(left.Object, CelScalar.Int) && ReferenceEquals(right.Object, CelScalar.Int) ? CelValue.Bool(left.Bits <= right.Bits)
        : CelOrder.TryCompare(left, right, out var order) ? CelValue.Bool(order <= 0) : Refusal.Of("_<=_", left, right);

    public static CelValue Greater(CelValue left, CelValue right) =>
        ReferenceEquals(left.Object, CelScalar.Int) && ReferenceEquals(right.Object, CelScalar.Int) ? CelValue.Bool(left.Bits > right.Bits)
        : CelOrder.TryCompare(left, right, out var order) ? CelValue.Bool(order == 1) : Refusal.Of("_>_", left, right);

    public static CelValue GreaterOrEqual(CelValue left, CelValue right) =>
        ReferenceEquals(left.Object, CelScalar.Int) && ReferenceEquals(right.Object, CelScalar.Int) ? CelValue.Bool(left.Bits >= right.Bits)
        : CelOrder.TryCompare(left, right, out var order) ? CelValue.Bool(order is 0 or 1) : Refusal.Of("_>=_", left, right);
}
