using System.Collections.Immutable;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Advisories;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>One record of one feed that says a package is affected by one vulnerability.</summary>
/// <param name="Id">The CVE where the record names one, else the record's own id.</param>
/// <param name="Names">All ids that the record gives to this vulnerability, other CVEs left out.</param>
/// <param name="FixedVersion">Null when the record names none.</param>
/// <param name="By">For people: feed, record, and the rule that versions were compared by.</param>
internal sealed record FoundMatch(
    MatchTarget Target, string Id, ImmutableArray<string> Names, string? FixedVersion, ImmutableArray<AdvisorySeverity> Severities, string By, RawDocument Document, Locator Locator)
{
    /// <summary>Reported by a scan of another tool, rather than by a feed.</summary>
    public bool IsScan { get; init; }
}
