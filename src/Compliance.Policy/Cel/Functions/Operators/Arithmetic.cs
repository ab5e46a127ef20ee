namespace Compliance.Policy.Cel.Functions;

/// <summary>Arithmetic and concatenation. Integers that leave their 64 bits are errors, never wrapped.</summary>
internal static class Arithmetic
{
    public static CelValue Add(CelValue left, CelValue right)
    {
        switch (left.Kind, right.Kind)
        {
            case (CelKind.Int, CelKind.Int):
                var sum = unchecked(left.Bits + right.Bits);
                return ((left.Bits ^ sum) & (right.Bits ^ sum)) < 0 ? Overflow() : CelValue.Int(sum);
            case (CelKind.Uint, CelKind.Uint):
                var total = unchecked(left.AsUint + right.AsUint);
                return total < left.AsUint ? Overflow() : CelValue.Uint(total);
            case (CelKind.Double, CelKind.Double):
                return CelValue.Double(left.AsDouble + right.AsDouble);
            case (CelKind.String, CelKind.String):
                return Concatenate(left.AsString, right.AsString);
            case (CelKind.Bytes, CelKind.Bytes):
                var bytes = left.AsBytes.Length + right.AsBytes.Length;
                return bytes > Sizes.MaxLength ? Sizes.TooLarge : CelValue.Bytes([.. left.AsBytes.Span, .. right.AsBytes.Span]);
            case (CelKind.List, CelKind.List):
                return Concatenate(left.AsList, right.AsList);
            case (CelKind.Timestamp, CelKind.Duration):
                return CelTimestamp.Make(Nanos(left) + right.AsDuration);
            case (CelKind.Duration, CelKind.Timestamp):
                return CelTimestamp.Make(left.AsDuration + Nanos(right));
            case (CelKind.Duration, CelKind.Duration):
                return CelDuration.Make(left.AsDuration + right.AsDuration);
            default:
                return Refusal.Of("_+_", left, right);
        }
    }

    public static CelValue Subtract(CelValue left, CelValue right)
    {
        switch (left.Kind, right.Kind)
        {
            case (CelKind.Int, CelKind.Int):
                var difference = unchecked(left.Bits - right.Bits);
                return ((left.Bits ^ right.Bits) & (left.Bits ^ difference)) < 0 ? Overflow() : CelValue.Int(difference);
            case (CelKind.Uint, CelKind.Uint):
                return left.AsUint < right.AsUint ? Overflow() : CelValue.Uint(left.AsUint - right.AsUint);
            case (CelKind.Double, CelKind.Double):
                return CelValue.Double(left.AsDouble - right.AsDouble);
            case (CelKind.Timestamp, CelKind.Timestamp):
                return CelDuration.Make(Nanos(left) - Nanos(right));
            case (CelKind.Timestamp, CelKind.Duration):
                return CelTimestamp.Make(Nanos(left) - right.AsDuration);
            case (CelKind.Duration, CelKind.Duration):
                return CelDuration.Make(left.AsDuration - right.AsDuration);
            default:
                return Refusal.Of("_-_", left, right);
        }
    }

    public static CelValue Multiply(CelValue left, CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int, CelKind.Int) => Narrow((Int128)left.Bits * right.Bits),
        (CelKind.Uint, CelKind.Uint) => Math.BigMul(left.AsUint, right.AsUint, out var low) != 0 ? Overflow() : CelValue.Uint(low),
        (CelKind.Double, CelKind.Double) => CelValue.Double(left.AsDouble * right.AsDouble),
        _ => Refusal.Of("_*_", left, right),
    };

    public static CelValue Divide(CelValue left, CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int, CelKind.Int) when right.Bits == 0 => ByZero("divide by zero"),
        (CelKind.Int, CelKind.Int) => Narrow((Int128)left.Bits / right.Bits),
        (CelKind.Uint, CelKind.Uint) => right.Bits == 0 ? ByZero("divide by zero") : CelValue.Uint(left.AsUint / right.AsUint),
        (CelKind.Double, CelKind.Double) => CelValue.Double(left.AsDouble / right.AsDouble),
        _ => Refusal.Of("_/_", left, right),
    };

    public static CelValue Modulo(CelValue left, CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int or CelKind.Uint, _) when left.Kind == right.Kind && right.Bits == 0 => ByZero("modulus by zero"),
        (CelKind.Int, CelKind.Int) => left.Bits == long.MinValue && right.Bits == -1 ? Overflow() : CelValue.Int(left.Bits % right.Bits),
        (CelKind.Uint, CelKind.Uint) => CelValue.Uint(left.AsUint % right.AsUint),
        _ => Refusal.Of("_%_", left, right),
    };

    public static CelValue Negate(CelValue operand) => operand.Kind switch
    {
        CelKind.Int => operand.Bits == long.MinValue ? Overflow() : CelValue.Int(-operand.Bits),
        CelKind.Double => CelValue.Double(-operand.AsDouble),
        _ => Refusal.Of("-_", operand),
    };

    public static CelValue Not(CelValue operand) => operand.Kind == CelKind.Bool ? CelValue.Bool(operand.Bits == 0) : Refusal.Of("!_", operand);

    private static CelValue Concatenate(string left, string right) =>
        left.Length + right.Length > Sizes.MaxLength ? Sizes.TooLarge : CelValue.String(left + right);

    private static CelValue Concatenate(CelList left, CelList right)
    {
        if (left.Count + right.Count > Sizes.MaxItems) return Sizes.TooLarge;
        if (right.Count == 0 && right.Rest is null) return CelValue.List(left);
        if (left.Count == 0 && left.Rest is null) return CelValue.List(right);
        var rest = left.Rest is null && right.Rest is null ? null : CelUnknown.Merge(left.Rest, right.Rest);
        CelValue[] items = [.. left.Items, .. right.Items];
        return CelValue.List(CelList.Own(items, items.Length, rest, left.Rest is null && right.IsPrefix));
    }

    private static Int128 Nanos(in CelValue timestamp) => ((CelTimestamp)timestamp.Object!).TotalNanos;

    private static CelValue Narrow(Int128 wide) => wide < long.MinValue || wide > long.MaxValue ? Overflow() : CelValue.Int((long)wide);

    private static CelValue Overflow() => CelValue.Error(CelErrorKind.Overflow, "integer overflow");

    private static CelValue ByZero(string message) => CelValue.Error(CelErrorKind.DivideByZero, message);
}
