using Compliance.Formats;

namespace Compliance.Evidence.Packaging;

/// <summary>One file of the package as the evidence index lists it.</summary>
/// <param name="Path">Entry name, from the package's root.</param>
/// <param name="Origin">Where its bytes came from, for people.</param>
public sealed record EvidenceFile(string Path, long Size, Digest Sha256, MediaType MediaType, string Role, string Origin);
