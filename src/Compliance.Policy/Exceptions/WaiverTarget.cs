using Compliance.Formats;

namespace Compliance.Policy.Exceptions;

/// <summary>An image of an audit, by the names that a waiver may use for it.</summary>
/// <param name="Index">The index that led to it; null when none did.</param>
/// <param name="Reference">As the caller typed it.</param>
public sealed record WaiverTarget(Digest Manifest, Digest? Index, string Reference);
