using System.Text.Json.Nodes;
using Compliance.Formats;
using Compliance.Formats.Archives.Compression;

namespace Compliance.Tests.World.Samples;

/// <summary>
/// The image as it should be: non-root, no shell, no package manager, a FIPS provider stub that is switched on, signed, with signed SBOM and provenance.
/// Layers are zstd, whose encoder is a pinned library and gives the same bytes everywhere.
/// </summary>
internal static class AfterImage
{
    public const string Repository = "registry.example/samples/after";

    private const string Release = "NAME=\"Wolfi-like sample\"\nID=wolfi\nVERSION_ID=20261101\nPRETTY_NAME=\"Sample image after\"\n";
    private const string Passwd = "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n";
    private const string Libc = "libc.so.6";

    private static readonly byte[] Provider = StubModule.Provider();

    public static readonly SamplePackage[] Packages =
    [
        Of("ca-certificates-bundle", "20251003-r0", "ca-certificates", "MPL-2.0 AND MIT", 0, SampleFile.Text("etc/ssl/certs/README", "no certificates in a sample\n")),
        Of("glibc", "2.42-r3", "glibc", "LGPL-2.1-or-later", 0, SampleFile.Library("usr/lib/libc.so.6", Libc)),
        Of("glibc-locale-posix", "2.42-r3", "glibc", "LGPL-2.1-or-later", 0, SampleFile.Text("usr/lib/locale/C.utf8/README", "no locale in a sample\n")),
        Of("ld-linux", "2.42-r3", "glibc", "LGPL-2.1-or-later", 0, SampleFile.Library("usr/lib/ld-linux-x86-64.so.2", "ld-linux-x86-64.so.2")),
        Of("libgcc", "15.2.0-r5", "gcc", "GPL-3.0-or-later WITH GCC-exception-3.1", 0, SampleFile.Library("usr/lib/libgcc_s.so.1", "libgcc_s.so.1", Libc)),
        Of("libxcrypt", "4.4.38-r4", "libxcrypt", "LGPL-2.1-or-later", 0, SampleFile.Text("usr/share/doc/libxcrypt/README", "no library in a sample\n")),
        Of("tzdata", "2026b-r0", "tzdata", "BSD-3-Clause", 0, SampleFile.Text("usr/share/zoneinfo/README", "no zones in a sample\n")),
        Of("wolfi-baselayout", "20230201-r24", "wolfi-baselayout", "MIT", 0, SampleFile.Text("etc/passwd", Passwd), SampleFile.Text("etc/group", "root:x:0:\nnonroot:x:65532:\n"), SampleFile.Text("usr/lib/os-release", Release)),
        Of("zlib", "1.3.1-r51", "zlib", "Zlib", 0, SampleFile.Library("usr/lib/libz.so.1", "libz.so.1", Libc)),
        Of("libcrypto3", "3.5.4-r0", "openssl", "Apache-2.0", 1, SampleFile.Binary("usr/lib/libcrypto.so.3", StubModule.Libcrypto("3.5.4"))),
        Of("libssl3", "3.5.4-r0", "openssl", "Apache-2.0", 1, SampleFile.Library("usr/lib/libssl.so.3", "libssl.so.3", "libcrypto.so.3", Libc)),
        Of("openssl-config-fipshardened", "3.5.4-r0", "openssl-config-fipshardened", "Apache-2.0", 1,
            SampleFile.Text("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration()), SampleFile.Text("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(Provider))),
        Of("openssl-provider-fips", "3.1.2-r4", "openssl-provider-fips", "Apache-2.0", 1, SampleFile.Binary("usr/lib/ossl-modules/fips.so", Provider)),
        Of("sample-app", "2.0.0-r0", "sample-app", "Apache-2.0", 2, SampleFile.Program("usr/bin/sample-app", "libssl.so.3", "libcrypto.so.3", "libz.so.1", Libc)),
    ];

    /// <summary>Signs in the samples; its key can be computed from its name by anyone.</summary>
    public static TestSigner Signer { get; } = TestSigner.Named("release");

    /// <param name="change">What is otherwise, for tests.</param>
    public static LayoutBuilder Build(TestSigner? signer = null, AfterChange? change = null)
    {
        change ??= new AfterChange();
        var by = change.Signer ?? signer ?? Signer;
        var layout = new LayoutBuilder();
        var image = layout.Image(
            builder =>
            {
                Fill(builder);
                change.Image?.Invoke(builder);
            },
            "latest").Digest;
        var named = change.Named ?? image;
        if (!change.IsUnsigned) layout.Sign(image, by, change.Named, Repository);
        if (!change.HasNoSbom) AttachSbom(layout, image, TestStatements.Of(named, TestStatements.SpdxType, Edited(AfterStatements.Sbom(named), change.Sbom)), change.IsSbomUnsigned ? null : by);
        if (!change.HasNoProvenance)
            layout.Attest(image, TestStatements.Of(image, TestStatements.ProvenanceType, Edited(AfterStatements.Provenance(image), change.Provenance)), change.ProvenanceSigner ?? by, LayoutBuilder.By.Subject);
        return layout;
    }

    private static void AttachSbom(LayoutBuilder layout, Digest image, JsonObject statement, TestSigner? signer)
    {
        if (signer is null) layout.AttestUnsigned(image, statement);
        else layout.Attest(image, statement, signer, LayoutBuilder.By.CosignAttestationTag);
    }

    private static JsonObject Edited(JsonObject document, Action<JsonObject>? edit)
    {
        edit?.Invoke(document);
        return document;
    }

    /// <summary>The digest of the image's manifest.</summary>
    public static Digest Digest() => new LayoutBuilder().Image(Fill).Digest;

    private static void Fill(ImageBuilder image) => image
        .WithConfig(config => config["created"] = AfterStatements.Created)
        .User("65532")
        .Entrypoint("/usr/bin/sample-app")
        .Env("PATH=/usr/bin", "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt")
        .Label("org.opencontainers.image.title", "sample image after")
        .Layer(layer => layer.Packages(Packages, 0).Symlink("etc/os-release", "../usr/lib/os-release"), CompressionKind.Zstd)
        .Layer(layer => layer.Packages(Packages, 1), CompressionKind.Zstd)
        .Layer(
            layer => layer.Packages(Packages, 2).Directory("home").Directory("home/nonroot", uid: 65532, gid: 65532)
                .Directory("usr/lib/apk").Directory("usr/lib/apk/db").File("usr/lib/apk/db/installed", SamplePackage.Database(Packages)),
            CompressionKind.Zstd);

    private static SamplePackage Of(string name, string version, string origin, string licence, int layer, params SampleFile[] files) =>
        new(name, version, origin, licence, layer, [.. files, SampleFile.Licence(name, licence)]);
}
