using System.Runtime.CompilerServices;

namespace Compliance.Policy.Cel;

/// <summary>Making values.</summary>
public readonly partial struct CelValue
{
    public static CelValue Null => new(CelScalar.Null);

    public static CelValue True => new(CelScalar.Bool, 1);

    public static CelValue False => new(CelScalar.Bool);

    /// <summary>The optional that has no value.</summary>
    public static CelValue NoOptional => new(CelOptional.None);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CelValue Bool(bool value) => new(CelScalar.Bool, value ? 1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CelValue Int(long value) => new(CelScalar.Int, value);

    public static CelValue Uint(ulong value) => new(CelScalar.Uint, (long)value);

    public static CelValue Double(double value) => new(CelScalar.Double, BitConverter.DoubleToInt64Bits(value));

    public static CelValue String(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value.Length == 0 ? CelString.Empty : new CelString(value));
    }

    /// <summary>Copies.</summary>
    public static CelValue Bytes(ReadOnlySpan<byte> value) => new(new CelBytes(value.ToArray()));

    public static CelValue List(CelList value) => new(Required(value));

    public static CelValue List(params IEnumerable<CelValue> elements) => new(CelList.Of(elements));

    public static CelValue Map(CelMap value) => new(Required(value));

    public static CelValue Struct(CelStruct value) => new(Required(value));

    public static CelValue Timestamp(DateTimeOffset value) => Timestamp(((Int128)value.UtcTicks - DateTime.UnixEpoch.Ticks) * 100);

    /// <summary>From nanoseconds since 1970-01-01T00:00:00Z; an error of kind overflow outside the years 1 to 9999.</summary>
    public static CelValue Timestamp(Int128 nanosSinceEpoch) => CelTimestamp.Make(nanosSinceEpoch);

    public static CelValue Duration(TimeSpan value) => CelDuration.Make((Int128)value.Ticks * 100);

    /// <summary>From nanoseconds; an error of kind overflow beyond 315,576,000,000 seconds.</summary>
    public static CelValue Duration(Int128 nanos) => CelDuration.Make(nanos);

    public static CelValue Optional(CelValue content) => content.IsKnown ? new(new CelOptional(content, hasValue: true)) : content;

    /// <summary>A type by its name, as <c>type()</c> gives it.</summary>
    public static CelValue Type(string name) => new(new CelTypeValue(name));

    /// <summary>Not known; the causes are the ids of what would have to be known.</summary>
    public static CelValue Unknown(params IEnumerable<string> causes) => new(CelUnknown.Of(causes));

    public static CelValue Unknown(CelUnknown unknown) => new(Required(unknown));

    public static CelValue Error(CelErrorKind kind, string message) => new(new CelError(kind, message));

    /// <summary>Of arguments that are not all values: unknown before error, all causes merged, the first error otherwise.</summary>
    internal static CelValue Poison(in CelValue left, in CelValue right)
    {
        if (left.Kind == CelKind.Unknown)
        {
            return right.Kind == CelKind.Unknown ? new CelValue(CelUnknown.Merge(left.AsUnknown, right.AsUnknown)) : new CelValue(left.AsUnknown);
        }

        if (right.Kind == CelKind.Unknown) return new CelValue(right.AsUnknown);
        return left.Kind == CelKind.Error ? left : right;
    }

    private static T Required<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }
}
