using Compliance.Formats;

namespace Compliance.Evidence.Packaging;

/// <summary>A package that was written and signed.</summary>
/// <param name="Sha256">Digest of the whole file.</param>
/// <param name="Size">Bytes of the whole file.</param>
public sealed record SealedPackage(string PackageId, Digest Sha256, long Size, int Entries);
