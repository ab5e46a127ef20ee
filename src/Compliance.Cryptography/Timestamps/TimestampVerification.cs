using System.Collections.Immutable;
using Compliance.Cryptography.Checks;

namespace Compliance.Cryptography.Timestamps;

/// <summary>What came of verifying one timestamp token.</summary>
/// <param name="Checks">Never empty.</param>
/// <param name="GenTime">The time that the token states; null when it can't be read.</param>
/// <param name="Authority">Subject of the authority's certificate; empty when there is none.</param>
public sealed record TimestampVerification(ImmutableArray<VerificationCheck> Checks, DateTimeOffset? GenTime, string Authority);
