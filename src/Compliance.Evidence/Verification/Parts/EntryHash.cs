using Compliance.Formats;

namespace Compliance.Evidence.Verification.Parts;

/// <summary>What one entry's bytes came to.</summary>
internal sealed record EntryHash(Digest Sha256, string Sha512Hex, long Size);
