using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>Reads gzip members one by one with where each begins and ends, bounded.</summary>
internal sealed class ApkMembers(Stream stream) : IDisposable
{
    private readonly GzipMembersStream gzip = new(stream, stopsAtMembers: true);

    /// <summary>Place of the member read last.</summary>
    public ApkSection Section { get; private set; } = new(0, 0);

    public bool Next() => gzip.NextMember();

    /// <summary>The uncompressed bytes of the member; null when there are more than allowed.</summary>
    /// <exception cref="CorruptCompressionException">The member is malformed.</exception>
    public byte[]? Read(int maxBytes)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[32 << 10];
        for (var read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
        {
            if (bytes.Length + read > maxBytes) return null;
            bytes.Write(buffer, 0, read);
        }

        Section = new ApkSection(Section.End, gzip.Offset - Section.End);
        return bytes.ToArray();
    }

    public void Dispose() => gzip.Dispose();
}
