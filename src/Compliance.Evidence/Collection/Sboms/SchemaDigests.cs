using System.Collections.Concurrent;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Sbom.Schemas;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>SHA-256 of schemas: a verdict without the schema's digest could be of any edition of it.</summary>
public static class SchemaDigests
{
    private static readonly ConcurrentDictionary<string, Digest> Known = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">There is no such schema.</exception>
    public static Digest Of(string schema) => Known.GetOrAdd(schema, static name => ContentHasher.Sha256(SbomSchemas.BytesOf(name)));
}
