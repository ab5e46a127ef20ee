using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Clocks;

/// <summary>FedRAMP Rev5's days from discovery by risk: <c>critical</c>, <c>high</c>, <c>moderate</c> and <c>low</c>.</summary>
public sealed record RemediationTimes(string Source, ImmutableSortedDictionary<string, int> Days)
{
    private static readonly string[] Risks = ["critical", "high", "low", "moderate"];

    /// <summary>Reads <c>policies/catalogs/clocks/fedramp-rev5-remediation.yaml</c>; a risk that is missing rejects it.</summary>
    public static Reading<RemediationTimes> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits) => ClockDocument.Read(bytes, document, limits, (reader, text) =>
    {
        reader.Text("clock", "^fedramp-rev5-remediation$");
        reader.Text("title");
        var times = new RemediationTimes(reader.Text("source"), reader.Map("days", "^[a-z]+$", (node, _) => node is YamlScalar { AsInt64: > 0 and < 10_000 and var days } ? (int)days : 0));
        if (!times.Days.Keys.SequenceEqual(Risks, StringComparer.Ordinal) || times.Days.ContainsValue(0))
            text.Defects.Add(PolicyDiagnostics.BadValue, reader.Mapping.Locator, $"the risks are {string.Join(", ", Risks)}, each with a number of days");
        return times;
    });

    /// <summary>The first instant at which it is too late: the day after the last day, or after the KEV due date when that comes first. Null when the risk has no time.</summary>
    public DateTimeOffset? EndFrom(DateTimeOffset discoveredAt, string risk, DateOnly? kevDue)
    {
        DateTimeOffset? byRisk = Days.TryGetValue(risk, out var days) ? new Timeframe(days, TimeUnit.Days).EndFrom(discoveredAt) : null;
        DateTimeOffset? byKev = kevDue is { } due ? UsDate.StartOf(due.AddDays(1)) : null;
        return byRisk is null || byKev < byRisk ? byKev ?? byRisk : byRisk;
    }
}
