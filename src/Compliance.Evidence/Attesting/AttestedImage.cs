using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Oci.Attachments;

namespace Compliance.Evidence.Attesting;

/// <summary>What was signed and where it went.</summary>
/// <param name="PredicateType">Empty for a simple-signing signature.</param>
/// <param name="Document">The bytes that were attached: bundle, envelope or simple-signing payload.</param>
/// <param name="StampedAt">What a timestamp authority states; null without a timestamp.</param>
public sealed record AttestedImage(Digest Subject, string PredicateType, ImmutableArray<byte> Document, AttachedManifest Attached, DateTimeOffset? StampedAt = null);
