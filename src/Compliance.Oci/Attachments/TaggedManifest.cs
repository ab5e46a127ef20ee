using Compliance.Oci.Models;

namespace Compliance.Oci.Attachments;

/// <summary>A manifest or index with its bytes.</summary>
public sealed record TaggedManifest(Descriptor Descriptor, ReadOnlyMemory<byte> Content);
