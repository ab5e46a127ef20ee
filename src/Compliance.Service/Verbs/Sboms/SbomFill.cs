using System.Globalization;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Sbom;

namespace Compliance.Service.Verbs.Sboms;

/// <summary>What every written document must have and some read ones lack: a time, and a name that no other document has.</summary>
internal static class SbomFill
{
    /// <summary>A missing time is the present; a missing name is made from the bytes, so that the same document gets the same one.</summary>
    public static SbomDocument For(SbomDocument sbom, ReadOnlySpan<byte> bytes, DateTimeOffset now) => sbom with
    {
        Created = DateTimeOffset.TryParse(sbom.Created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? sbom.Created
            : now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Namespace = sbom.Namespace.Length > 0 ? sbom.Namespace : $"urn:uuid:{Uuid(ContentHasher.Sha256(bytes).Hex)}",
    };

    /// <summary>A name-based UUID (RFC 9562, version 8).</summary>
    public static Guid Uuid(string name)
    {
        var bytes = Convert.FromHexString(ContentHasher.Sha256(Encoding.UTF8.GetBytes($"sbom {name}")).Hex[..32]);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
