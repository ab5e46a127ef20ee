using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Packaging.Documents;
using Compliance.Formats;

namespace Compliance.Evidence.Packaging.Writing;

/// <summary>Names packages by what they say.</summary>
internal static class PackageId
{
    /// <summary>A UUID of version 8 (RFC 9562 section 5.8) from SHA-256 over evidence root and run: the same audit at the same second has the same id.</summary>
    public static string Of(Digest evidenceRoot, AuditRun run)
    {
        var name = $"compliance/package/v1\n{evidenceRoot}\n{Times.Format(run.StartedAt)}\n{Times.Format(run.FinishedAt)}\n{Times.Format(run.EvaluatedAt)}\n";
        var bytes = Convert.FromHexString(Digests.Sha256(Encoding.ASCII.GetBytes(name)).Hex)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
