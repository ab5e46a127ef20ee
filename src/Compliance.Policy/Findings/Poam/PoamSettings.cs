using Compliance.Policy.Clocks;

namespace Compliance.Policy.Findings.Poam;

/// <summary>What a POA&amp;M needs beside the record.</summary>
/// <param name="AsOf">The time that it speaks of.</param>
/// <param name="Times">Rev5's days from discovery by risk.</param>
/// <param name="Contact">Point of contact for new rows; may be empty.</param>
/// <param name="ServiceOf">The service that runs an asset; empty when none is known.</param>
public sealed record PoamSettings(DateTimeOffset AsOf, RemediationTimes Times, string Contact, Func<string, string> ServiceOf);
