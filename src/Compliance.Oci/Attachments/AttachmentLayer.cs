using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Oci.Attachments;

/// <summary>The one document that an attachment carries.</summary>
/// <param name="Annotations">Of the layer's descriptor: where simple signing keeps its signature.</param>
public sealed record AttachmentLayer(MediaType MediaType, ReadOnlyMemory<byte> Content, ImmutableSortedDictionary<string, string> Annotations);
