using System.IO.Compression;
using System.Text;
using Compliance.Cryptography.Apk;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Writing;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace Compliance.Tests.World.Samples;

/// <summary>
/// What is needed to rebuild the image <c>before</c>: its apko configuration, a recipe, and a small signed repository with newer packages, all stand-ins. The key that
/// signs it is computed from its name, RSA signatures are deterministic, and sections are stored, not compressed: the same bytes each time.
/// </summary>
internal static class RebuildStory
{
    private const long BuiltAt = 1793491200;
    private const int SetUserId = 0x9ED;
    private const int WorldWritable = 0x1B6;
    private const string KeyName = "samples.rsa.pub";
    private const string Libc = "libc.musl-x86_64.so.1";
    private const string Release = "NAME=\"Alpine-like sample\"\nID=alpine\nVERSION_ID=3.22.3\nPRETTY_NAME=\"Sample image, rebuilt\"\n";

    private const string Configuration = """
        # The image evidence-samples/before as its owner describes it to apko.
        contents:
          repositories: [packages]
          packages: [alpine-baselayout, alpine-release, apk-tools, busybox, busybox-suid, ca-certificates-bundle, libssl3, sample-app, zlib]
        entrypoint: { command: /usr/bin/sample-app }
        environment: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", APP_TOKEN: not-a-real-token }
        archs: [amd64]
        vcs-url: https://code.example/samples/app@5a3c0d9e1f7b2846a0c4e8d6b1f3957283746510
        annotations: { org.opencontainers.image.title: sample image }

        """;

    private const string Recipe = """
        # How evidence-samples/before is made again: docs/rebuild.md.
        version: 1
        kind: apko
        image: registry.example/samples/app
        builder: https://builder.example/ci
        configuration: before.apko.yaml
        repositories: [packages]
        keyring: [samples.rsa.pub]
        providers: [openssl-provider-fips, openssl-config-fipshardened]

        """;

    private const string Trust = """
        # Who may sign the rebuilt image; certificate.pem is yours: compliance keys issue.
        version: 1
        identities:
          - name: release
            certificate: certificate.pem
            may: [sign-images, attest]
            predicates: ["*"]
            builders: ["https://builder.example/ci"]
            buildLevel: 3

        """;

    public static Dictionary<string, byte[]> Files()
    {
        using var key = Key();
        var provider = StubModule.Provider();
        var packages = Packages(key, provider);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["before.apko.yaml"] = SampleFolder.Text(Configuration.ReplaceLineEndings("\n")),
            ["rebuild.yaml"] = SampleFolder.Text(Recipe.ReplaceLineEndings("\n")),
            ["trust.yaml"] = SampleFolder.Text(Trust.ReplaceLineEndings("\n")),
            [KeyName] = key.PublicPem,
            [$"packages/x86_64/{ApkRepositoryWriter.IndexName}"] = ApkRepositoryWriter.Index(packages.Select(package => package.Record), "samples", key, BuiltAt, CompressionLevel.NoCompression),
        };
        foreach (var package in packages) files[$"packages/x86_64/{package.FileName}"] = package.File;
        return files;
    }

    private static List<WrittenApk> Packages(ApkSigningKey key, byte[] provider) =>
    [
        Apk(key, "alpine-baselayout", "3.7.1-r0", "GPL-2.0-only", "", SampleFile.Text("etc/passwd", "root:x:0:0:root:/root:/sbin/nologin\n"), SampleFile.Text("etc/group", "root:x:0:root\n")),
        Apk(key, "alpine-release", "3.22.3-r0", "MIT", "", SampleFile.Text("etc/alpine-release", "3.22.3\n"), SampleFile.Text("etc/os-release", Release)),
        Apk(key, "apk-tools", "2.14.10-r0", "GPL-2.0-only", "depend so:libcrypto.so.3", SampleFile.Program("sbin/apk", "libcrypto.so.3", Libc)),
        Apk(key, "busybox", "1.37.0-r20", "GPL-2.0-only", $"depend so:{Libc} provides /bin/sh link bin/sh=/bin/busybox", SampleFile.Program("bin/busybox", Libc)),
        Apk(key, "busybox-suid", "1.37.0-r20", "GPL-2.0-only", "depend busybox", SampleFile.Program("bin/bbsuid", Libc) with { Mode = SetUserId }),
        Apk(key, "ca-certificates-bundle", "20251003-r0", "MPL-2.0 AND MIT", "", SampleFile.Text("etc/ssl/certs/README", "no certificates in a sample\n")),
        Apk(key, "libcrypto3", "3.5.4-r1", "Apache-2.0", $"depend so:{Libc} provides so:libcrypto.so.3=3",
            SampleFile.Binary("usr/lib/libcrypto.so.3", StubModule.Libcrypto("3.5.4")), SampleFile.Text("etc/ssl/openssl.cnf", "# nothing is configured\n")),
        Apk(key, "libssl3", "3.5.4-r1", "Apache-2.0", "depend so:libcrypto.so.3 provides so:libssl.so.3=3", SampleFile.Library("usr/lib/libssl.so.3", "libssl.so.3", "libcrypto.so.3", Libc)),
        Apk(key, "musl", "1.2.5-r11", "MIT", $"provides so:{Libc}=1 link lib/{Libc}=ld-musl-x86_64.so.1", SampleFile.Library("lib/ld-musl-x86_64.so.1", Libc)),
        Apk(key, "openssl-config-fipshardened", "3.5.4-r1", "Apache-2.0", "depend openssl-provider-fips replaces libcrypto3",
            SampleFile.Text("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration()), SampleFile.Text("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(provider))),
        Apk(key, "openssl-provider-fips", "3.1.2-r4", "Apache-2.0", "depend so:libcrypto.so.3", SampleFile.Binary("usr/lib/ossl-modules/fips.so", provider)),
        Apk(key, "sample-app", "1.0.1-r0", "Apache-2.0", "depend so:libssl.so.3",
            SampleFile.Program("usr/bin/sample-app", "libssl.so.3", "libcrypto.so.3", Libc), SampleFile.Text("var/lib/sample-app/state", "0\n") with { Mode = WorldWritable }),
        Apk(key, "zlib", "1.3.1-r3", "Zlib", $"depend so:{Libc} provides so:libz.so.1=1", SampleFile.Library("usr/lib/libz.so.1", "libz.so.1", Libc)),
    ];

    /// <param name="more">Words in pairs: <c>depend</c>, <c>provides</c>, <c>replaces</c> and <c>link path=target</c>.</param>
    private static WrittenApk Apk(ApkSigningKey key, string name, string version, string licence, string more, params SampleFile[] files)
    {
        var words = more.Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2).Where(pair => pair.Length == 2).ToList();
        var links = Values("link").Select(link => link.Split('=')).ToList();
        var package = new ApkPackage
        {
            Locator = new Locator(name),
            Name = name,
            Version = version,
            Architecture = SamplePackage.Architecture,
            Description = $"stand-in for {name}, made for samples",
            Url = "https://compliance.example/samples",
            Licence = licence,
            Origin = name,
            Maintainer = SamplePackage.Maintainer,
            BuiltAt = BuiltAt,
            Depends = [.. Values("depend")],
            Provides = [.. Values("provides")],
            Replaces = [.. Values("replaces")],
        };
        var folders = files.Select(file => file.Path).Concat(links.Select(link => link[0])).SelectMany(Parents).Distinct(StringComparer.Ordinal);
        return ApkPackageWriter.Write(
            package,
            [
                .. folders.Select(folder => new ApkFileToWrite(new TarItem(folder, TarEntryType.Directory) { Mode = 0x1ED, UserName = "root", GroupName = "root" }, default)),
                .. files.Select(file => new ApkFileToWrite(new TarItem(file.Path, TarEntryType.Regular) { Mode = file.Mode, UserName = "root", GroupName = "root" }, file.Bytes)),
                .. links.Select(link => new ApkFileToWrite(new TarItem(link[0], TarEntryType.SymbolicLink) { LinkName = link[1], Mode = 0x1FF, UserName = "root", GroupName = "root" }, default)),
            ],
            key,
            CompressionLevel.NoCompression);

        IEnumerable<string> Values(string word) => words.Where(pair => pair[0] == word).Select(pair => pair[1]);
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at > 0; at = path.IndexOf('/', at + 1)) yield return path[..at];
    }

    private static ApkSigningKey Key()
    {
        var random = new DigestRandomGenerator(new Sha256Digest());
        random.AddSeedMaterial("compliance test key, worth nothing: samples.rsa.pub"u8.ToArray());
        var generator = new RsaKeyPairGenerator();
        generator.Init(new RsaKeyGenerationParameters(BigInteger.ValueOf(65537), new SecureRandom(random), 3072, 100));
        var pair = generator.GenerateKeyPair();
        var encoded = PrivateKeyInfoFactory.CreatePrivateKeyInfo(pair.Private).GetEncoded();
        return ApkSigningKey.Open(KeyName, Encoding.ASCII.GetBytes(System.Security.Cryptography.PemEncoding.WriteString("PRIVATE KEY", encoded)), "").Required();
    }
}
