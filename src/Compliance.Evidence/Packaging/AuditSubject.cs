using Compliance.Formats;

namespace Compliance.Evidence.Packaging;

/// <summary>One image manifest that was audited.</summary>
/// <param name="Reference">How the caller named it, as typed.</param>
/// <param name="Index">The index that led to it, if one did.</param>
/// <param name="Platform"><c>linux/amd64</c>, <c>linux/arm64/v8</c>; empty when not stated.</param>
/// <param name="CompressedBytes">Sum of the layers' sizes as stored.</param>
public sealed record AuditSubject(string Reference, bool Pinned, Digest? Index, Digest Manifest, string Platform, int Packages, int Layers, long CompressedBytes, long Entries);
