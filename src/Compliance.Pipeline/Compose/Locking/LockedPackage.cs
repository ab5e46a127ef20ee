using Compliance.Formats;

namespace Compliance.Pipeline.Compose.Locking;

/// <summary>One package of a lock.</summary>
/// <param name="Architecture">As apk names it.</param>
/// <param name="Identity"><c>Q1</c> and base64; empty where an older lock does not say.</param>
/// <param name="File">SHA-256 of the whole file; null in a lock of version 1.</param>
/// <param name="Data">SHA-256 of the data section; null where an older lock does not say.</param>
public sealed record LockedPackage(string Name, string Version, string Architecture, string Identity, Digest? File, Digest? Data);
