namespace Compliance.Evidence.Packaging;

/// <summary>A key or certificate that the caller said to trust.</summary>
/// <param name="Fingerprint"><c>sha256:</c> and hex SHA-256 of the SubjectPublicKeyInfo.</param>
/// <param name="May">What it may sign, in words.</param>
public sealed record TrustInput(string Name, string Fingerprint, string May);
