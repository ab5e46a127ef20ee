using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Apk;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Packages.Apk.Indexes;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Tests.Formats.Packages.Apk;

namespace Compliance.Tests.Pipeline.Compose;

/// <summary>A repository in memory with its own key, for one architecture.</summary>
internal sealed class SignedRepository : IRepositoryFiles, IDisposable
{
    private readonly RSA key = RSA.Create(2048);
    private readonly List<ApkPackage> packages = [];

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public ApkKeyring Keyring => ApkKeyring.Empty.With("test.rsa.pub", Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), "test").Required();

    public void Add(string name, string more, params (TarItem Item, string Body)[] entries) => AddVersion(name, "1-r0", more, entries);

    public void AddVersion(string name, string version, string more, params (TarItem Item, string Body)[] entries)
    {
        var data = ApkSamples.Section(ends: true, entries);
        var info = $"pkgname = {name}\npkgver = {version}\narch = x86_64\norigin = {name}\nbuilddate = 1700000000\n{more}datahash = {Convert.ToHexStringLower(SHA256.HashData(data))}\n";
        var control = ApkSamples.Control(info);
        byte[] file = [.. Signature(control), .. control, .. data];
        Files[$"r/x86_64/{name}-{version}.apk"] = file;
        var package = ApkArchive.Read(new MemoryStream(file), name).Required().Metadata.Package;
        packages.Add(package with { Checksum = ApkChecksum.Of(SHA1.HashData(control)) });
        var index = GzipWriteStream.Compress(ApkIndexWriter.ToTar(packages, ""));
        Files["r/x86_64/APKINDEX.tar.gz"] = [.. Signature(index), .. index];
    }

    public Stream? Open(string path) => Files.TryGetValue(path, out var bytes) ? new MemoryStream(bytes) : null;

    public void Dispose() => key.Dispose();

    private byte[] Signature(byte[] signed)
    {
        using var tar = new MemoryStream();
        new TarWriter(tar).Add(new TarItem(".SIGN.RSA256.test.rsa.pub", TarEntryType.Regular), key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return GzipWriteStream.Compress(tar.ToArray());
    }
}
