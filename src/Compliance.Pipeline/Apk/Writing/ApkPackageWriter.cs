using System.Globalization;
using System.IO.Compression;
using System.Text;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apk;

namespace Compliance.Pipeline.Apk.Writing;

/// <summary>
/// Writes packages of apk version 2 (apk-v2(5)): signature, control and data section, each a gzip member. Equal arguments give equal bytes: entries sorted, all
/// times those of the build date, owners as given. RSA signatures over PKCS#1 v1.5 are deterministic, too.
/// </summary>
public static class ApkPackageWriter
{
    private const string ChecksumRecord = "APK-TOOLS.checksum.SHA1";

    /// <param name="package">Its metadata; checksum, sizes and locator are not looked at.</param>
    /// <param name="key">Null leaves the package unsigned.</param>
    /// <exception cref="ArgumentException">A name, version or path that a package can't have.</exception>
    public static WrittenApk Write(ApkPackage package, IEnumerable<ApkFileToWrite> files, ApkSigningKey? key, CompressionLevel level = CompressionLevel.Optimal)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (package.Name.Length == 0 || package.Version.Length == 0) throw new ArgumentException("a package needs name and version", nameof(package));
        var epoch = package.BuiltAt ?? 0;
        var entries = files.OrderBy(file => file.Item.Name, StringComparer.Ordinal).ToList();
        var data = GzipWriteStream.Compress(DataTar(entries, epoch), level);
        var installed = entries.Sum(file => (long)file.Content.Length);
        var control = GzipWriteStream.Compress(ControlTar(package, installed, ContentHasher.Sha256(data).Hex, epoch), level);
        byte[] file = [.. Signature(control, key, epoch, level), .. control, .. data];
        var record = package with { Checksum = ApkChecksum.Of(LegacySha1.Compute(control)), PackageBytes = file.Length, InstalledBytes = installed };
        return new WrittenApk(file, record);
    }

    /// <summary>The signature section over the bytes that follow it; nothing without a key.</summary>
    internal static byte[] Signature(ReadOnlySpan<byte> signed, ApkSigningKey? key, long epoch, CompressionLevel level)
    {
        if (key is null) return [];
        using var tar = new MemoryStream();
        new TarWriter(tar).Add(Root($".SIGN.RSA256.{key.Name}", epoch), key.Sign(signed));
        return GzipWriteStream.Compress(tar.ToArray(), level);
    }

    private static byte[] DataTar(List<ApkFileToWrite> entries, long epoch)
    {
        using var target = new MemoryStream();
        var tar = new TarWriter(target);
        foreach (var (item, content) in entries)
        {
            if (item.Name.Length == 0 || item.Name[0] is '/' or '.') throw new ArgumentException($"'{item.Name}' is no path of a package", nameof(entries));
            var dated = item with { ModifiedUnixSeconds = epoch };
            var summed = item.Type switch
            {
                TarEntryType.Regular => WithChecksum(dated, content.Span),
                TarEntryType.SymbolicLink => WithChecksum(dated, Encoding.UTF8.GetBytes(item.LinkName)),
                _ => dated,
            };
            if (item.Type == TarEntryType.Regular) tar.Add(summed, content.Span);
            else tar.Add(summed);
        }

        tar.Finish();
        return target.ToArray();
    }

    private static TarItem WithChecksum(TarItem item, ReadOnlySpan<byte> content) => item with
    {
        PaxRecords = new Dictionary<string, string>(item.PaxRecords, StringComparer.Ordinal) { [ChecksumRecord] = Convert.ToHexStringLower(LegacySha1.Compute(content)) },
    };

    /// <summary>Without the blocks that end an archive: the sections together are one.</summary>
    private static byte[] ControlTar(ApkPackage package, long installed, string dataHash, long epoch)
    {
        using var target = new MemoryStream();
        new TarWriter(target).Add(Root(".PKGINFO", epoch), Encoding.UTF8.GetBytes(Metadata(package, installed, dataHash)));
        return target.ToArray();
    }

    private static string Metadata(ApkPackage package, long installed, string dataHash)
    {
        var text = new StringBuilder();
        Field("pkgname", package.Name);
        Field("pkgver", package.Version);
        Field("arch", package.Architecture);
        Field("size", installed.ToString(CultureInfo.InvariantCulture));
        Field("origin", package.Origin);
        Field("pkgdesc", package.Description);
        Field("url", package.Url);
        Field("commit", package.Commit);
        Field("maintainer", package.Maintainer);
        Field("builddate", package.BuiltAt is { } date ? date.ToString(CultureInfo.InvariantCulture) : "");
        Field("license", package.Licence);
        foreach (var name in package.Depends) Field("depend", name);
        foreach (var name in package.Provides) Field("provides", name);
        foreach (var name in package.Replaces) Field("replaces", name);
        foreach (var name in package.InstallIf) Field("install_if", name);
        Field("provider_priority", package.ProviderPriority is { } priority ? priority.ToString(CultureInfo.InvariantCulture) : "");
        Field("datahash", dataHash);
        return text.ToString();

        void Field(string name, string value)
        {
            if (value.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0) throw new ArgumentException($"{name} holds a line break", nameof(package));
            if (value.Length > 0) text.Append(name).Append(" = ").Append(value).Append('\n');
        }
    }

    private static TarItem Root(string name, long epoch) => new(name, TarEntryType.Regular) { UserName = "root", GroupName = "root", ModifiedUnixSeconds = epoch };
}
