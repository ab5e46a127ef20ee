using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Signing;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Files;
using Compliance.Pipeline.Compose.Output;
using Compliance.Tests.Formats.Packages.Apk;

namespace Compliance.Tests.Pipeline.Compose;

/// <summary>What a configuration adds beside packages: certificates, services, links, the loader's cache, layers.</summary>
public sealed class ConfiguredImageTests : IDisposable
{
    private readonly SignedRepository repository = new();

    public ConfiguredImageTests()
    {
        repository.Add("base", "size = 10\nprovides = trust\n", (ApkSamples.File("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n"), (ApkSamples.File("etc/ssl/certs/ca-certificates.crt"), "bundle\n"), (ApkSamples.File("usr/share/ca-certificates/own/no.crt"), "none"));
        repository.Add("busybox", "size = 20\n", (ApkSamples.File("bin/busybox", 0x1ED), "code\0[\0[[\0cat\0chroot\0env\0ls\0wget\0and more"), (ApkSamples.File("bin/cat", 0x1ED), "own"));
        repository.Add("s6", "size = 30\nreplaces = busybox<2\n", (ApkSamples.File("bin/s6-svscan", 0x1ED), "s6"));
    }

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Busybox_gets_links_for_the_applets_that_it_has()
    {
        var tree = Compose("packages: [busybox]").Required().Images[0].Tree;
        Assert.Equal("own", Text(tree, "bin/cat"));
        Assert.Equal("/bin/busybox", tree.Find("bin/ls")!.LinkName);
        Assert.Equal("/bin/busybox", tree.Find("usr/sbin/chroot")!.LinkName);
        Assert.Equal("/bin/busybox", tree.Find("usr/bin/wget")!.LinkName);
        Assert.Null(tree.Find("usr/bin/and more"));
    }

    [Fact]
    public void Service_bundle_brings_s6_and_a_folder_for_each_service()
    {
        var image = Compose("packages: [base]", "entrypoint: { type: service-bundle, services: { web: \"/usr/bin/web -f\" } }").Required().Images[0];
        Assert.Contains(image.Packages, package => package.Name == "s6");
        Assert.Equal("#!/bin/execlineb\n/usr/bin/web -f\n", Text(image.Tree, "sv/web/run"));
        Assert.Equal(0x1ED, image.Tree.Find("sv/web/run")!.Mode);
        Assert.Contains("\"Entrypoint\":[\"/bin/s6-svscan\",\"/sv\"]", Encoding.UTF8.GetString(image.Config.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("entrypoint: { type: service-bundle, services: { ../x: a } }", "BUILD-0006")]
    [InlineData("entrypoint: { type: service-bundle }", "BUILD-0007")]
    [InlineData("entrypoint: { type: other }", "BUILD-0007")]
    [InlineData("layering: { strategy: size, budget: 2 }", "BUILD-0007")]
    [InlineData("certificates: { additional: [{ name: ../x, content: a }] }", "BUILD-0006")]
    [InlineData("certificates: { additional: [{ name: x, content: a }] }", "CERT-0001")]
    [InlineData("certificates: { additional: [{ name: x, content: \"-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\" }] }", "CERT-0001")]
    public void Mistake_is_told_with_its_code(string more, string code) =>
        Assert.Contains(Compose("packages: [base, s6]", more).Defects, defect => defect.Code.Text == code);

    [Fact]
    public void Added_certificate_is_in_a_file_and_in_the_bundle()
    {
        var pem = Encoding.ASCII.GetString(IdentityIssuer.Issue(new IdentityRequest(SignerRole.Collector, "Own", DateTimeOffset.UnixEpoch.AddYears(50)), "", PlatformRandom.Fill).Anchor).ReplaceLineEndings("\n");
        var reading = Compose("packages: [base]", $"certificates:\n  providers: [trust]\n  additional:\n    - name: own\n      content: |\n{string.Join('\n', pem.TrimEnd().Split('\n').Select(line => "        " + line))}\n");
        var composition = reading.Required();
        var tree = composition.Images[0].Tree;
        Assert.Equal($"bundle\n{pem.TrimEnd()}\n\n", Text(tree, "etc/ssl/certs/ca-certificates.crt"));
        var file = Assert.Single(tree.Follow("usr/local/share/ca-certificates")!.Children!);
        Assert.Matches("^own-[0-9a-f]{64}\\.crt$", file.Key);
        Assert.Contains(composition.Notes, note => note.Code.Text == "CERT-0001");
    }

    [Fact]
    public void Added_certificate_is_in_the_store_of_java_where_there_is_one()
    {
        var pem = Encoding.ASCII.GetString(IdentityIssuer.Issue(new IdentityRequest(SignerRole.Collector, "Own", DateTimeOffset.UnixEpoch.AddYears(50)), "", PlatformRandom.Fill).Anchor).ReplaceLineEndings("\n");
        var certificates = new ApkoCertificates { Additional = [new ApkoNamedContent { Name = "Own", Content = pem }] };
        byte[] empty = [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2, 0, 0, 0, 0];
        var (tree, notes) = Installed([.. empty, .. System.Security.Cryptography.SHA1.HashData([.. Encoding.BigEndianUnicode.GetBytes("changeit"), .. "Mighty Aphrodite"u8, .. empty])]);
        Assert.Matches("^own-[0-9a-f]{64}$", Assert.Single(JavaTrustStore.Read(tree.Follow("etc/ssl/certs/java/cacerts")!.Content, "cacerts").Required().Aliases));
        Assert.Empty(notes);
        (tree, notes) = Installed([0x30, 0x82, 1, 1, 1]);
        Assert.Equal(5, tree.Follow("etc/ssl/certs/java/cacerts")!.Content.Length);
        Assert.Contains("JKS", Assert.Single(notes).Message, StringComparison.Ordinal);

        (ImageTree, ImmutableArray<Defect>) Installed(byte[] store)
        {
            var made = new ImageTree();
            made.Write("etc/ssl/certs/java/cacerts", store, 0x1A4, 1);
            var (defects, told) = (new DefectCollector(Limits.Default), new DefectCollector(Limits.Default));
            new ConfiguredCertificates(made, "image", 5, defects, told).Install(certificates, []);
            Assert.Empty(defects.ToImmutable());
            return (made, told.ToImmutable());
        }
    }

    [Fact]
    public void Every_user_gets_a_home_and_what_stands_there_keeps_its_owner()
    {
        repository.Add("users", "", (ApkSamples.File("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\nown:x:7:8:own:/var/own:/bin/sh\nnone:x:9:9::/dev/null:/bin/false\nthere:x:5:5::/opt:/bin/sh\nodd\n"));
        var tree = Compose("packages: [users]", "accounts: { users: [{ username: web, uid: 70, homedir: /srv/deep/web }] }").Required().Images[0].Tree;
        Assert.Equal((0x1C0, 7L, 8L), Home("var/own"));
        Assert.Equal((0x1C0, 70L, 70L), Home("srv/deep/web"));
        Assert.Equal((0x1ED, 0L, 0L), Home("srv/deep"));
        Assert.Equal((0x1ED, 0L, 0L), Home("opt"));
        Assert.Equal((0x1C0, 0L, 0L), Home("root"));

        (int, long, long) Home(string path) => tree.Find(path) is { } node ? (node.Mode, node.Uid, node.Gid) : default;
    }

    [Theory]
    [InlineData("/bin/app --flag", "[\"/bin/app\",\"--flag\"]")]
    [InlineData("/bin/app 'a b' \\\"c d\\\" e\\\\ f", "[\"/bin/app\",\"a b\",\"c d\",\"e f\"]")]
    [InlineData("/bin/app a#b # rest", "[\"/bin/app\",\"a#b\"]")]
    [InlineData("/bin/app ''", "[\"/bin/app\",\"\"]")]
    public void Command_is_split_as_apko_splits_it(string command, string expected) =>
        Assert.Contains($"\"Cmd\":{expected}", Encoding.UTF8.GetString(Compose("packages: [base]", $"cmd: \"{command}\"").Required().Images[0].Config.Span), StringComparison.Ordinal);

    [Theory]
    [InlineData("cmd: \"a 'b\"", "cmd")]
    [InlineData("entrypoint: { command: 'a \\' }", "entrypoint.command")]
    public void Command_that_can_not_be_split_is_refused(string more, string field) =>
        Assert.Contains(Compose("packages: [base]", more).Defects, defect => defect.Message.StartsWith(field, StringComparison.Ordinal));

    [Fact]
    public void Layers_hold_packages_by_origin_and_the_rest_on_top()
    {
        var image = Compose("packages: [base, busybox, s6]", "layering: { strategy: origin, budget: 2 }\naccounts: { users: [{ username: web, uid: 7 }] }").Required().Images[0];
        var layers = image.Layers.Select(Names).ToList();
        Assert.Equal(3, layers.Count);
        Assert.Contains("bin/busybox", layers[0]);
        Assert.Contains("bin/s6-svscan", layers[0]);
        Assert.Contains("usr/lib/apk/db/installed", layers[0]);
        Assert.DoesNotContain("etc/passwd", layers[0]);
        Assert.Contains("etc/ssl/certs/ca-certificates.crt", layers[1]);
        // Changed after it was installed.
        Assert.DoesNotContain("etc/passwd", layers[1]);
        Assert.Contains("etc/passwd", layers[2]);
        Assert.All(layers, layer => Assert.Equal(layer.Distinct(), layer));
        Assert.All(layers, layer => Assert.All(layer, path => Assert.True(!path.Contains('/', StringComparison.Ordinal) || layer.IndexOf(path[..path.LastIndexOf('/')]) is >= 0 and var at && at < layer.IndexOf(path), path)));
        Assert.Equal([.. image.Tree.Walk().Select(entry => entry.Path).Order(StringComparer.Ordinal)], layers.SelectMany(layer => layer).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Loader_cache_is_written_where_the_loader_is_configured()
    {
        repository.Add("libs", "", (ApkSamples.File("etc/ld.so.conf"), "/usr/lib\n"));
        var tree = Compose("packages: [libs]").Required().Images[0].Tree;
        Assert.StartsWith("glibc-ld.so.cache1.1", Text(tree, "etc/ld.so.cache"), StringComparison.Ordinal);
        Assert.Null(Compose("packages: [base]").Required().Images[0].Tree.Find("etc/ld.so.cache"));
    }

    private Reading<Composition> Compose(string packages, string more = "") => ImageComposer.Compose(new ComposeRequest(
        ApkoConfigurationReader.Read(Encoding.UTF8.GetBytes($"contents:\n  repositories: [r]\n  {packages}\narchs: [amd64]\n{more}\n"), "image").Required(), "image", repository, repository.Keyring));

    private static string Text(ImageTree tree, string path) => Encoding.Latin1.GetString(tree.Follow(path)!.Content.Span);

    private static List<string> Names(ComposedLayer layer)
    {
        var names = new List<string>();
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(layer.Content.ToArray()), System.IO.Compression.CompressionMode.Decompress);
        using var tar = new System.Formats.Tar.TarReader(gzip);
        while (tar.GetNextEntry() is { } entry) names.Add(entry.Name);
        return names;
    }
}
