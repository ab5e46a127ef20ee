using System.IO.Compression;
using Compliance.Cryptography.Apk;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Indexes;

namespace Compliance.Pipeline.Apk.Writing;

/// <summary>Writes repository indexes, signed with RSA over SHA-256.</summary>
public static class ApkRepositoryWriter
{
    public const string IndexName = "APKINDEX.tar.gz";

    /// <summary>An index of the packages, sorted by name and version.</summary>
    /// <param name="key">Null leaves the index unsigned, which the pipeline never takes.</param>
    /// <param name="epoch">Seconds since 1970-01-01 UTC for the signature's entry.</param>
    public static byte[] Index(IEnumerable<ApkPackage> packages, string description, ApkSigningKey? key, long epoch, CompressionLevel level = CompressionLevel.Optimal)
    {
        var sorted = packages.OrderBy(package => package.Name, StringComparer.Ordinal).ThenBy(package => package.Version, StringComparer.Ordinal);
        var index = GzipWriteStream.Compress(ApkIndexWriter.ToTar(sorted, description), level);
        return [.. ApkPackageWriter.Signature(index, key, epoch, level), .. index];
    }
}
