namespace Compliance.Policy.Cel;

/// <summary>A span of time with nanoseconds, up to 315,576,000,000 seconds either way (google.protobuf.Duration).</summary>
internal sealed class CelDuration : CelObject
{
    public const long MaxSeconds = 315_576_000_000;

    private CelDuration(Int128 totalNanos)
        : base(CelKind.Duration) => TotalNanos = totalNanos;

    public Int128 TotalNanos { get; }

    /// <summary>An error value when out of range.</summary>
    public static CelValue Make(Int128 totalNanos) => Int128.Abs(totalNanos) > (Int128)MaxSeconds * 1_000_000_000
        ? CelValue.Error(CelErrorKind.Overflow, "duration out of range: 315576000000 seconds")
        : new CelValue(new CelDuration(totalNanos));

    /// <summary>Whole seconds rounded down, and the nanoseconds forward from there.</summary>
    public static (Int128 Seconds, int Nanos) Split(Int128 totalNanos)
    {
        var (seconds, nanos) = Int128.DivRem(totalNanos, 1_000_000_000);
        return nanos < 0 ? (seconds - 1, (int)(nanos + 1_000_000_000)) : (seconds, (int)nanos);
    }
}
