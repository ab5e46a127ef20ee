using System.Runtime.CompilerServices;

namespace Compliance.Policy.Cel;

/// <summary>
/// A run-time value of CEL: a pointer and 64 bits, so that numbers and booleans are never boxed. Besides the kinds of the language it can be
/// an error or an unknown, which travel as values. The default is an unknown without a stated cause. Immutable.
/// </summary>
public readonly partial struct CelValue
{
    internal readonly CelObject? Object;
    internal readonly long Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal CelValue(CelObject content, long bits = 0) => (Object, Bits) = (content, bits);

    public CelKind Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Object is null ? CelKind.Unknown : Object.Kind;
    }

    /// <summary>Whether this is a value of the language, neither unknown nor an error.</summary>
    public bool IsKnown
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Kind > CelKind.Error;
    }

    internal bool IsTrue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Object, CelScalar.Bool) && Bits != 0;
    }

    internal bool IsFalse
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Object, CelScalar.Bool) && Bits == 0;
    }

    /// <exception cref="InvalidOperationException">Of another kind; so for every <c>As…</c> here.</exception>
    public bool AsBool => Kind == CelKind.Bool ? Bits != 0 : throw Wrong(CelKind.Bool);

    public long AsInt => Kind == CelKind.Int ? Bits : throw Wrong(CelKind.Int);

    public ulong AsUint => Kind == CelKind.Uint ? (ulong)Bits : throw Wrong(CelKind.Uint);

    public double AsDouble => Kind == CelKind.Double ? BitConverter.Int64BitsToDouble(Bits) : throw Wrong(CelKind.Double);

    public string AsString => Object is CelString text ? text.Text : throw Wrong(CelKind.String);

    public ReadOnlyMemory<byte> AsBytes => Object is CelBytes bytes ? bytes.Content : throw Wrong(CelKind.Bytes);

    public CelList AsList => Object as CelList ?? throw Wrong(CelKind.List);

    public CelMap AsMap => Object as CelMap ?? throw Wrong(CelKind.Map);

    public CelStruct AsStruct => Object as CelStruct ?? throw Wrong(CelKind.Struct);

    /// <summary>UTC, cut to 100 ns.</summary>
    public DateTimeOffset AsTimestamp => Object is CelTimestamp time ? new DateTimeOffset(time.Utc) : throw Wrong(CelKind.Timestamp);

    /// <summary>Nanoseconds.</summary>
    public Int128 AsDuration => Object is CelDuration duration ? duration.TotalNanos : throw Wrong(CelKind.Duration);

    public CelError AsError => Object as CelError ?? throw Wrong(CelKind.Error);

    public CelUnknown AsUnknown => Object is null ? CelUnknown.Unstated : Object as CelUnknown ?? throw Wrong(CelKind.Unknown);

    /// <summary>The content of an optional; null when it has none.</summary>
    public CelValue? AsOptional => Object is CelOptional optional ? optional.HasValue ? optional.Content : null : throw Wrong(CelKind.Optional);

    /// <summary>The name that <c>type()</c> shows.</summary>
    public string TypeName => Kind switch
    {
        CelKind.Unknown => "unknown",
        CelKind.Error => "error",
        CelKind.Null => CelType.Null.Name,
        CelKind.Bool => CelType.Bool.Name,
        CelKind.Int => CelType.Int.Name,
        CelKind.Uint => CelType.Uint.Name,
        CelKind.Double => CelType.Double.Name,
        CelKind.String => CelType.String.Name,
        CelKind.Bytes => CelType.Bytes.Name,
        CelKind.List => "list",
        CelKind.Map => "map",
        CelKind.Struct => AsStruct.Type.Name,
        CelKind.Timestamp => CelType.Timestamp.Name,
        CelKind.Duration => CelType.Duration.Name,
        CelKind.Type => CelType.Type.Name,
        CelKind.Optional => "optional_type",
        _ => ((CelOpaque)Object!).Type.Name,
    };

    private InvalidOperationException Wrong(CelKind wanted) => new($"the value is {Kind}, not {wanted}");
}
