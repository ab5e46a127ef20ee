using System.Collections.Immutable;
using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;

namespace Compliance.Oci.Copying;

/// <summary>What was copied.</summary>
/// <param name="Root">The image: the same digest there as here.</param>
/// <param name="SentBytes">Of blobs that were neither there nor mounted.</param>
public sealed record CopyResult(Descriptor Root, int Manifests, int BlobsSent, int BlobsMounted, int BlobsThere, long SentBytes, ImmutableArray<AttachedArtifact> Attached);
