namespace Compliance.Cryptography.Sigstore;

/// <summary>A time at which the signature existed, and who vouches for it.</summary>
/// <param name="Operator">Who runs the source: two of one operator count once.</param>
public sealed record ProvenTime(DateTimeOffset Time, string Source, string Operator, bool IsTimestamp);
