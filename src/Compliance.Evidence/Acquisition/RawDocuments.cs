using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Raw;
using Compliance.Formats;

namespace Compliance.Evidence.Acquisition;

/// <summary>Makes raw documents from bytes at hand.</summary>
internal static class RawDocuments
{
    public static readonly MediaType Json = new("application/json");

    public static readonly MediaType Bytes = new("application/octet-stream");

    public static RawDocument Of(string path, RawRole role, string origin, MediaType mediaType, ReadOnlyMemory<byte> bytes)
    {
        var held = bytes.ToArray();
        return new RawDocument(new RawItem(path, role, origin, mediaType, Digests.Sha256(held), held.Length), () => new MemoryStream(held, writable: false));
    }
}
