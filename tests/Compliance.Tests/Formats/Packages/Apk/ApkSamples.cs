using System.Text;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;

namespace Compliance.Tests.Formats.Packages.Apk;

/// <summary>Small packages and indexes for tests, unsigned or with any signature bytes.</summary>
internal static class ApkSamples
{
    public const string Sha1OfHello = "f572d396fae9206628714fb2ce00f72e94f2258f";

    public static byte[] Section(bool ends, params (TarItem Item, string Body)[] entries)
    {
        using var tar = new MemoryStream();
        var writer = new TarWriter(tar);
        foreach (var (item, body) in entries)
        {
            if (item.Type == TarEntryType.Regular) writer.Add(item, Encoding.UTF8.GetBytes(body));
            else writer.Add(item);
        }

        if (ends) writer.Finish();
        return GzipWriteStream.Compress(tar.ToArray());
    }

    public static TarItem File(string name, int mode = 0x1A4, string? sha1 = null) => new(name, TarEntryType.Regular)
    {
        Mode = mode,
        PaxRecords = sha1 is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["APK-TOOLS.checksum.SHA1"] = sha1 },
    };

    public static byte[] Control(string info) => Section(ends: false, (File(".PKGINFO"), info), (File(".post-install", 0x1ED), "#!/bin/sh\n"));

    public static byte[] Signature(string name = ".SIGN.RSA256.test.rsa.pub") => Section(ends: false, (File(name), "not a signature"));

    public static byte[] Data() => Section(
        ends: true,
        (new TarItem("usr", TarEntryType.Directory) { Mode = 0x1ED }, ""),
        (File("usr/hello", sha1: Sha1OfHello), "hello\n"),
        (new TarItem("usr/link", TarEntryType.SymbolicLink) { LinkName = "hello", Mode = 0x1FF }, ""));

    public const string Info = """
        # a comment
        pkgname = hello
        pkgver = 1.2-r3
        arch = x86_64
        size = 6
        origin = hello-src
        pkgdesc = Says hello
        license = MIT
        license = Apache-2.0
        depend = so:libc.so.6
        depend = zlib>=1.3
        provides = cmd:hello=1.2-r3
        triggers = /usr/lib /etc
        builddate = 1700000000
        datahash = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa

        """;

    public static byte[] Package(string info = Info) => [.. Signature(), .. Control(info), .. Data()];
}
