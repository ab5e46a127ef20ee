namespace Compliance.Cryptography.Trust;

/// <summary>A file of the caller's trust folder.</summary>
/// <param name="Path">From the folder, <c>/</c> between steps.</param>
public sealed record TrustFile(string Path, ReadOnlyMemory<byte> Bytes);
