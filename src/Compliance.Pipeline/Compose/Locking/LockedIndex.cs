using Compliance.Formats;

namespace Compliance.Pipeline.Compose.Locking;

/// <summary>The index of a repository as it was when the lock was made.</summary>
/// <param name="Architecture">As apk names it.</param>
public sealed record LockedIndex(string Repository, string Architecture, Digest Digest);
