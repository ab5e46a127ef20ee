using System.Collections.Immutable;

namespace Compliance.Cryptography.Cms;

/// <summary>One attribute with its values, each encoded.</summary>
internal sealed record CmsAttribute(string Oid, ImmutableArray<ReadOnlyMemory<byte>> Values);
