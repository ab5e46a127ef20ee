using System.Collections.Immutable;
using Compliance.Evidence.Raw;
using Compliance.Formats;

namespace Compliance.Evidence.Collection;

/// <summary>An artifact that was found beside the image: signatures, attestations, SBOMs.</summary>
/// <param name="Subject">The digest it was found to refer to: the manifest or its index.</param>
/// <param name="FoundBy">How it was found: <c>subject</c>, <c>cosign-tag</c>, <c>cosign-kind</c>, <c>fallback-tag</c> or <c>buildkit</c>. A hint, not a proof.</param>
/// <param name="Blobs">The bytes of its layers by digest; a layer that could not be read is missing here and has a gap.</param>
public sealed record AttachedEvidence(Digest Subject, string FoundBy, RawDocument Manifest, ImmutableDictionary<Digest, RawDocument> Blobs);
