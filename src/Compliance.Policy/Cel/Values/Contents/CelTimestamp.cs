namespace Compliance.Policy.Cel;

/// <summary>An instant with nanoseconds, 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z (google.protobuf.Timestamp).</summary>
internal sealed class CelTimestamp : CelObject
{
    public const long MinSeconds = -62_135_596_800;
    public const long MaxSeconds = 253_402_300_799;

    private CelTimestamp(long seconds, int nanos)
        : base(CelKind.Timestamp) => (Seconds, Nanos) = (seconds, nanos);

    /// <summary>Since 1970-01-01T00:00:00Z.</summary>
    public long Seconds { get; }

    /// <summary>0 to 999,999,999, forward from <see cref="Seconds"/>.</summary>
    public int Nanos { get; }

    public Int128 TotalNanos => ((Int128)Seconds * 1_000_000_000) + Nanos;

    public DateTime Utc => DateTime.UnixEpoch.AddTicks((Seconds * TimeSpan.TicksPerSecond) + (Nanos / 100));

    /// <summary>An error value when out of range.</summary>
    public static CelValue Make(Int128 totalNanos)
    {
        var (seconds, nanos) = CelDuration.Split(totalNanos);
        return seconds < MinSeconds || seconds > MaxSeconds
            ? CelValue.Error(CelErrorKind.Overflow, "timestamp out of range: years 1 to 9999")
            : new CelValue(new CelTimestamp((long)seconds, nanos));
    }
}
