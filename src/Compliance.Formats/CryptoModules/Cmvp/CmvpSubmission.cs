using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>A row of the list of modules in process.</summary>
/// <param name="Stage">NIST's word, for example <c>Pending Review</c>.</param>
/// <param name="Versions">Versions that a source names for it; empty when none does, and then nothing matches it.</param>
public sealed record CmvpSubmission(string Name, string Vendor, string Standard, string Stage, DateOnly Since, ImmutableArray<string> Versions);
