using System.Runtime.InteropServices;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;

namespace Compliance.Evidence.Packaging.Writing;

/// <summary>A file of the payload with a way to its bytes.</summary>
internal sealed record PayloadFile(EvidenceFile File, Func<Stream> Open)
{
    public static PayloadFile Of(string path, MediaType mediaType, string role, string origin, ReadOnlyMemory<byte> content) =>
        new(new EvidenceFile(path, content.Length, Digests.Sha256(content.Span), mediaType, role, origin), () => OpenMemory(content));

    private static MemoryStream OpenMemory(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);
}
