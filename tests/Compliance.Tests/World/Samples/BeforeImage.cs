using Compliance.Formats.Archives.Compression;

namespace Compliance.Tests.World.Samples;

/// <summary>
/// An image as many are: root, shell, package manager, a setuid file, a file that everybody may write, a variable named like a secret, OpenSSL without a
/// FIPS provider, packages without a licence; no signature, no SBOM, no provenance.
/// </summary>
internal static class BeforeImage
{
    private const int SetUserId = 0x9ED;
    private const int WorldWritable = 0x1B6;

    private static readonly SamplePackage[] Packages =
    [
        new("alpine-baselayout", "3.7.0-r0", "alpine-baselayout", "GPL-2.0-only", 0, SampleFile.Text("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n"), SampleFile.Text("etc/group", "root:x:0:root\n")),
        new("alpine-keys", "2.5-r0", "alpine-keys", "MIT", 0, SampleFile.Text("usr/share/apk/keys/README", "no keys in a sample\n")),
        new("alpine-release", "3.22.2-r0", "alpine-base", "MIT", 0, SampleFile.Text("etc/alpine-release", "3.22.2\n"), SampleFile.Text("etc/os-release", Release)),
        new("apk-tools", "2.14.9-r3", "apk-tools", "GPL-2.0-only", 0, SampleFile.Program("sbin/apk", "libcrypto.so.3", "libc.musl-x86_64.so.1")),
        new("busybox", "1.37.0-r19", "busybox", "GPL-2.0-only", 0, SampleFile.Program("bin/busybox", "libc.musl-x86_64.so.1")),
        new("busybox-suid", "1.37.0-r19", "busybox", "GPL-2.0-only", 0, SampleFile.Program("bin/bbsuid", "libc.musl-x86_64.so.1") with { Mode = SetUserId }),
        new("ca-certificates-bundle", "20250911-r0", "ca-certificates", "MPL-2.0 AND MIT", 0, SampleFile.Text("etc/ssl/certs/README", "no certificates in a sample\n")),
        new("libcrypto3", "3.5.4-r0", "openssl", "Apache-2.0", 0, SampleFile.Binary("usr/lib/libcrypto.so.3", StubModule.Libcrypto("3.5.4")), SampleFile.Text("etc/ssl/openssl.cnf", "# nothing is configured\n")),
        new("libssl3", "3.5.4-r0", "openssl", "Apache-2.0", 0, SampleFile.Library("usr/lib/libssl.so.3", "libssl.so.3", "libcrypto.so.3", "libc.musl-x86_64.so.1")),
        new("musl", "1.2.5-r10", "musl", "MIT", 0, SampleFile.Library("lib/ld-musl-x86_64.so.1", "libc.musl-x86_64.so.1")),
        new("zlib", "1.3.1-r2", "zlib", "Zlib", 0, SampleFile.Library("usr/lib/libz.so.1", "libz.so.1", "libc.musl-x86_64.so.1")),
        new("sample-app", "1.0.0-r0", "sample-app", "", 1, SampleFile.Program("usr/bin/sample-app", "libssl.so.3", "libcrypto.so.3", "libc.musl-x86_64.so.1"), SampleFile.Text("var/lib/sample-app/state", "0\n") with { Mode = WorldWritable }),
    ];

    private const string Release = "NAME=\"Alpine-like sample\"\nID=alpine\nVERSION_ID=3.22.2\nPRETTY_NAME=\"Sample image before\"\n";

    public static LayoutBuilder Build()
    {
        var layout = new LayoutBuilder();
        layout.Image(Fill, "latest");
        return layout;
    }

    private static void Fill(ImageBuilder image) => image
        .Entrypoint("/usr/bin/sample-app")
        .Env("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "APP_TOKEN=not-a-real-token")
        .Label("org.opencontainers.image.title", "sample image before")
        .Layer(
            layer => layer.Packages(Packages, 0).Symlink("bin/sh", "/bin/busybox").Symlink("lib/libc.musl-x86_64.so.1", "ld-musl-x86_64.so.1")
                .Directory("lib/apk").Directory("lib/apk/db").File("lib/apk/db/installed", SamplePackage.Database(Packages.Where(package => package.Layer == 0))),
            CompressionKind.None)
        .Layer(layer => layer.Packages(Packages, 1).File("lib/apk/db/installed", SamplePackage.Database(Packages)), CompressionKind.None);
}
