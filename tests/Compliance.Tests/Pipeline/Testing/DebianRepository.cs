using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Cryptography.Apk;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Dpkg;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Apk.Writing;

namespace Compliance.Tests.Pipeline.Testing;

/// <summary>
/// A repository of this machine's own Debian packages: their installed files as signed apks, with what libraries provide and need read from the files. Paths are those
/// of a merged /usr; documents, translations and maintainer scripts are left out.
/// </summary>
internal sealed partial class DebianRepository : IRepositoryFiles, IDisposable
{
    private const string Status = "/var/lib/dpkg/status";
    private const string Lists = "/var/lib/dpkg/info";
    private const long BuiltAt = 1_700_000_000;

    private static readonly string[] LeftOut = ["usr/share/doc/", "usr/share/man/", "usr/share/locale/", "usr/share/info/", "usr/share/lintian/", "usr/lib/x86_64-linux-gnu/gconv/", "var/", "run/"];
    private static readonly string[] Merged = ["bin", "sbin", "lib", "lib64"];

    private readonly ApkSigningKey key;
    private readonly List<ApkPackage> records = [];
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> provided = new(StringComparer.Ordinal);

    /// <param name="names">Of packages; those that are not installed are left out.</param>
    public DebianRepository(IEnumerable<string> names)
    {
        using var rsa = RSA.Create(3072);
        key = ApkSigningKey.Open("debian.rsa.pub", Encoding.ASCII.GetBytes(rsa.ExportPkcs8PrivateKeyPem()), "").Required();
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        var chosen = DpkgStatus.Read(File.ReadAllBytes(Status), Status).Required().Packages.Where(package => wanted.Contains(package.Name)).DistinctBy(package => package.Name).ToList();
        AddBase();
        var contents = chosen.Select(package => (package, Files: Read(package))).ToList();
        foreach (var (_, own) in contents) provided.UnionWith(own.SelectMany(Sonames));
        foreach (var (package, own) in contents) Add(package, own);
        files["r/x86_64/APKINDEX.tar.gz"] = ApkRepositoryWriter.Index(records, "", key, BuiltAt);
        Names = [.. records.Select(record => record.Name)];
    }

    public static bool IsPossible => File.Exists(Status) && File.Exists("/bin/bash") && System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64;

    public IReadOnlyList<string> Names { get; }

    public ApkKeyring Keyring => ApkKeyring.Empty.With(key.Name, key.PublicPem, "test").Required();

    public Stream? Open(string path) => files.TryGetValue(path, out var bytes) ? new MemoryStream(bytes, writable: false) : null;

    public void Dispose() => key.Dispose();

    private void AddBase()
    {
        ApkFileToWrite[] own =
        [
            .. new[] { "usr", "usr/bin", "usr/sbin", "usr/lib", "usr/lib64", "etc", "root", "tmp" }.Select(path => new ApkFileToWrite(new TarItem(path, TarEntryType.Directory) { Mode = 0x1ED }, default)),
            .. Merged.Select(name => new ApkFileToWrite(new TarItem(name, TarEntryType.SymbolicLink) { Mode = 0x1FF, LinkName = $"usr/{name}" }, default)),
            Text("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnonroot:x:65532:65532::/:/bin/sh\n"),
            Text("etc/group", "root:x:0:\nnonroot:x:65532:\n"),
            Text("etc/os-release", "ID=debian\nNAME=\"Debian as apks\"\nVERSION_ID=12\n"),
            Text("etc/ld.so.conf", "/usr/lib/x86_64-linux-gnu\n/usr/lib\n"),
        ];
        Write(new ApkPackage { Locator = new Locator("baselayout"), Name = "baselayout", Version = "1-r0", Origin = "baselayout", Licence = "CC0-1.0" }, own);
    }

    private static ApkFileToWrite Text(string path, string text) => new(new TarItem(path, TarEntryType.Regular), Encoding.UTF8.GetBytes(text));

    private void Add(DpkgPackage package, IReadOnlyList<ApkFileToWrite> own) => Write(
        new ApkPackage
        {
            Locator = new Locator(package.Name),
            Name = package.Name,
            Version = Version(package.Version),
            Origin = package.SourceName,
            Description = package.Name,
            Maintainer = package.Maintainer,
            Provides = [.. own.SelectMany(Sonames).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => $"so:{name}=0")],
            Depends = [.. own.SelectMany(Needed).Where(provided.Contains).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => $"so:{name}"), "baselayout"],
        },
        own);

    private void Write(ApkPackage package, IEnumerable<ApkFileToWrite> own)
    {
        var written = ApkPackageWriter.Write(package with { Architecture = "x86_64", BuiltAt = BuiltAt }, own, key, System.IO.Compression.CompressionLevel.Fastest);
        records.Add(written.Record);
        files[$"r/x86_64/{written.FileName}"] = written.File;
    }

    private static List<ApkFileToWrite> Read(DpkgPackage package)
    {
        var list = new[] { $"{Lists}/{package.Name}:{package.Architecture}.list", $"{Lists}/{package.Name}.list" }.First(File.Exists);
        var found = new SortedDictionary<string, ApkFileToWrite>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(list).Where(line => line.Length > 2))
        {
            var listed = line[1..];
            var first = listed.Split('/')[0];
            var path = Merged.Contains(first) ? $"usr/{listed}" : listed;
            if (Merged.Contains(listed) || LeftOut.Any(folder => $"{path}/".StartsWith(folder, StringComparison.Ordinal))) continue;
            var info = new FileInfo(line);
            if (info.LinkTarget is { } target) found[path] = new ApkFileToWrite(new TarItem(path, TarEntryType.SymbolicLink) { Mode = 0x1FF, LinkName = target }, default);
            else if (Directory.Exists(line)) found[path] = new ApkFileToWrite(new TarItem(path, TarEntryType.Directory) { Mode = 0x1ED }, default);
            else if (info.Exists) found[path] = new ApkFileToWrite(new TarItem(path, TarEntryType.Regular) { Mode = Mode(line) }, File.ReadAllBytes(line));
        }

        return [.. found.Values];
    }

    private static int Mode(string file) => OperatingSystem.IsWindows() ? 0x1A4 : (int)File.GetUnixFileMode(file) & 0x1ED;

    private static IEnumerable<string> Sonames(ApkFileToWrite file) => Elf(file) is { Dynamic.Soname: { Length: > 0 } soname } ? [soname] : [];

    private static IEnumerable<string> Needed(ApkFileToWrite file) => Elf(file)?.Dynamic.Needed ?? [];

    private static ElfFile? Elf(ApkFileToWrite file) => ElfReader.HasMagic(file.Content.Span) && ElfReader.Read(file.Content, file.Item.Name).TryGet(out var elf) ? elf : null;

    /// <summary>Without epoch and suffixes, which apk does not have.</summary>
    private static string Version(string debian)
    {
        var match = Parts().Match(debian);
        return match.Success ? $"{match.Groups["version"].Value}-r{(match.Groups["revision"].Value is { Length: > 0 } revision ? revision : "0")}" : "0-r0";
    }

    [GeneratedRegex(@"^(?:\d+:)?(?<version>\d+(?:\.\d+)*)[^-]*(?:-.*)??(?:-(?<revision>\d+)[^-]*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
