namespace Compliance.Cryptography.Signing;

/// <summary>What a self-issued identity shall be.</summary>
/// <param name="Name">Who signs, for people: becomes part of the subjects. 1 to 40 printable ASCII characters other than <c>"+,;&lt;&gt;\=/</c>.</param>
/// <param name="IssuedAt">Start of validity; UTC, cut to whole seconds.</param>
/// <param name="Years">Validity of root and signer, 1 to 50.</param>
public sealed record IdentityRequest(SignerRole Role, string Name, DateTimeOffset IssuedAt, int Years = 20);
