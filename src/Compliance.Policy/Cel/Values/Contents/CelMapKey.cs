namespace Compliance.Policy.Cel;

/// <summary>
/// A map key in one canonical form, so that int, uint and double keys of the same number are the same key ("{1: 'a'}[1u]").
/// </summary>
internal readonly record struct CelMapKey(CelKind Kind, long Bits, string? Text)
{
    /// <summary>False when the value can't be a key: for a lookup that means not found.</summary>
    public static bool TryMake(in CelValue value, out CelMapKey key)
    {
        switch (value.Kind)
        {
            case CelKind.String:
                key = new(CelKind.String, 0, value.AsString);
                return true;
            case CelKind.Bool:
                key = new(CelKind.Bool, value.Bits, null);
                return true;
            case CelKind.Int:
                key = new(CelKind.Int, value.Bits, null);
                return true;
            case CelKind.Uint:
                key = new(value.Bits < 0 ? CelKind.Uint : CelKind.Int, value.Bits, null);
                return true;
            case CelKind.Double:
                return TryWhole(value.AsDouble, out key);
            default:
                key = default;
                return false;
        }
    }

    private static bool TryWhole(double number, out CelMapKey key)
    {
        if (number is >= -9223372036854775808.0 and < 9223372036854775808.0 && (long)number == number)
        {
            key = new(CelKind.Int, (long)number, null);
            return true;
        }

        var large = number is >= 9223372036854775808.0 and < 18446744073709551616.0;
        key = large ? new(CelKind.Uint, (long)(ulong)number, null) : default;
        return large;
    }
}
