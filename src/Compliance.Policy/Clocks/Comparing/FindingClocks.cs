using System.Collections.Immutable;

namespace Compliance.Policy.Clocks;

/// <summary>Reads every clock for a finding. A pure function of tables and inputs: clocks of machines and time zones play no part.</summary>
public static class FindingClocks
{
    public static ClockComparison Read(ClockTables tables, FindingInputs inputs)
    {
        var readings = ImmutableArray.CreateBuilder<ClockReading>();
        if (tables.Rev5 is { } rev5) readings.Add(Rev5Clock.Read(rev5, inputs));
        if (tables.Vdr is { } vdr) readings.Add(VdrClock.Read(vdr, inputs));
        if (tables.Bod is { } bod) readings.Add(BodClock.Read(bod, inputs));
        return new ClockComparison(readings.ToImmutable());
    }
}
