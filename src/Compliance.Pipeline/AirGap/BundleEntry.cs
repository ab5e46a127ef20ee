using Compliance.Formats;

namespace Compliance.Pipeline.AirGap;

/// <summary>One file of a bundle.</summary>
/// <param name="Path">Name inside the bundle: <c>config/…</c>, <c>keyring/…</c>, <c>inputs/…</c> as a repository is asked for it, <c>files/…</c> for what else was put in.</param>
public sealed record BundleEntry(string Path, Digest Digest, long Size);
