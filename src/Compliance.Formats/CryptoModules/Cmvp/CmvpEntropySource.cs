namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>A record of the Entropy Source Validation program.</summary>
/// <param name="Number"><c>E191</c>.</param>
public sealed record CmvpEntropySource(string Number, string Name, string Vendor, string Source);
