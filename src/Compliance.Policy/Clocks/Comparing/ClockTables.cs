using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Policy.Clocks;

/// <summary>The tables of all clocks, read from the catalogs of a policy set. A table that is missing leaves its clock unknown.</summary>
public sealed record ClockTables(RemediationTimes? Rev5, VdrTable? Vdr, BodTable? Bod, ImmutableArray<Defect> Defects)
{
    /// <param name="catalogs">Files by their path under <c>policies/catalogs/</c>.</param>
    public static ClockTables Read(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> catalogs, Limits limits)
    {
        var defects = ImmutableArray.CreateBuilder<Defect>();
        return new ClockTables(
            One("fedramp-rev5-remediation", RemediationTimes.Read), One("fedramp-vdr", VdrTable.Read), One("bod-26-04", BodTable.Read), defects.ToImmutable());

        T? One<T>(string name, Func<ReadOnlyMemory<byte>, string, Limits, Reading<T>> read)
            where T : class
        {
            var path = $"clocks/{name}.yaml";
            if (!catalogs.TryGetValue(path, out var bytes)) return null;
            var reading = read(bytes, path, limits);
            defects.AddRange(reading.Defects);
            return reading.TryGet(out var table) ? table : null;
        }
    }
}
