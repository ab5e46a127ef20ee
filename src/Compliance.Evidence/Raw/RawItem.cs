using Compliance.Formats;

namespace Compliance.Evidence.Raw;

/// <summary>One raw document of an evidence package.</summary>
/// <param name="Path">Entry name under <c>data/evidence/</c>: <c>[A-Za-z0-9._/@+-]</c>, at most 160 bytes, chosen from the digest where the origin has other characters.</param>
/// <param name="Origin">Where it was found, for people and facts: <c>usr/lib/apk/db/installed</c>, <c>sha256:…</c>, the caller's file name.</param>
/// <param name="Size">Bytes.</param>
public sealed record RawItem(string Path, RawRole Role, string Origin, MediaType MediaType, Digest Sha256, long Size);
