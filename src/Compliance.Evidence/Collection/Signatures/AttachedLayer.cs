using System.Collections.Immutable;
using Compliance.Evidence.Raw;
using Compliance.Oci.Models;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>One layer of a manifest that is attached to the image or to its index.</summary>
/// <param name="Blob">Null when its bytes are not there.</param>
internal sealed record AttachedLayer(AttachedEvidence Artifact, ImageManifest Manifest, Descriptor Descriptor, RawDocument? Blob)
{
    public ImmutableDictionary<string, string> Annotations => Descriptor.Annotations.ToImmutableDictionary(StringComparer.Ordinal);
}
