using System.IO.Compression;
using System.Text.Json;
using Compliance.Tests.Evidence.Verification;
using Compliance.Tests.World;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>
/// Five things that bills of materials made from package databases don't show: a package taken out of the database, a program that was put there, a library
/// with other bytes, an archive without metadata, and a vendored Python package. Each is found by name, and in the image as Debian made it there is nothing.
/// </summary>
public sealed class TamperedDebianTests : IDisposable
{
    private const string Tamper = """
        set -e
        cp -r "$LAYOUT" layout
        blob=$(ls -S layout/blobs/sha256/* | head -n 1)
        mkdir -p root/usr/local/bin root/opt/app/vendored
        tar -xzf "$blob" -C root ./var/lib/dpkg/status ./usr/lib/x86_64-linux-gnu/libssl.so.3 ./usr/bin/openssl
        awk 'BEGIN { RS = ""; ORS = "\n\n" } !/^Package: openssl\n/' root/var/lib/dpkg/status > status && mv status root/var/lib/dpkg/status
        printf x >> root/usr/lib/x86_64-linux-gnu/libssl.so.3
        cp root/usr/bin/openssl root/usr/local/bin/rogue-tool && rm root/usr/bin/openssl
        printf 'version = "2.0"\n' > root/opt/app/vendored/__init__.py
        cp bare.jar root/opt/app/bare.jar
        tar --owner=0 --group=0 --mtime=@1780272000 -cf layer.tar -C root .
        umoci raw add-layer --image layout:app layer.tar
        """;

    private readonly DirectoryInfo work = Directory.CreateTempSubdirectory("compliance-tampered-");

    [Fact]
    public void Image_as_Debian_made_it_has_nothing_unexplained()
    {
        var files = Audit(DebianImage.Take("small").Layout).Files;
        Assert.All(["darkPrograms", "darkJars", "darkScripts", "darkData", "modified", "missing"], list => Assert.Empty(Texts(files, list)));
        Assert.InRange(files.GetProperty("intact").GetInt64(), 3_000, files.GetProperty("total").GetInt64());
        Assert.Equal(0, files.GetProperty("unchecked").GetInt64());
    }

    [Fact]
    public void Five_tampers_are_found_by_name()
    {
        var image = DebianImage.Take("small");
        File.WriteAllBytes(Path.Combine(work.FullName, "bare.jar"), StubJar.Of(StubJar.Class("A.class")));
        var (code, output) = StockTools.Bash(work.FullName, $"export LAYOUT='{image.Layout}'\n{Tamper}");
        Assert.True(code == 0, output);
        var (files, facts) = Audit(Path.Combine(work.FullName, "layout"));
        Assert.Equal(["usr/bin/openssl", "usr/local/bin/rogue-tool"], Texts(files, "darkPrograms"));
        Assert.Equal(["usr/lib/x86_64-linux-gnu/libssl.so.3"], Texts(files, "modified"));
        Assert.Equal(["opt/app/bare.jar"], Texts(files, "darkJars"));
        Assert.Contains("opt/app/vendored/__init__.py", Texts(files, "darkScripts"));
        Assert.DoesNotContain(facts, fact => fact.GetProperty("kind").GetString() == "package" && fact.GetProperty("value").GetProperty("name").GetString() == "openssl");
    }

    /// <summary>debsums reads the same sums and the same files: what it calls changed is what we call modified.</summary>
    [Fact]
    public void Changed_files_are_those_that_debsums_names()
    {
        StockTools.Need("debsums", "tar", "umoci");
        var image = DebianImage.Take("small");
        File.WriteAllBytes(Path.Combine(work.FullName, "bare.jar"), StubJar.Of(StubJar.Class("A.class")));
        var (code, output) = StockTools.Bash(work.FullName, $$"""
            export LAYOUT='{{image.Layout}}'
            {{Tamper}}
            mkdir whole && tar -xzf "$blob" -C whole --exclude=./dev && tar -xf layer.tar -C whole
            printf changed >> whole/usr/bin/dash
            tar --owner=0 --group=0 --mtime=@1780272000 -cf second.tar -C whole ./usr/bin/dash
            umoci raw add-layer --image layout:app second.tar
            debsums --root=whole --changed > changed.txt 2> debsums.err || true
            """);
        Assert.True(code == 0, output);
        var files = Audit(Path.Combine(work.FullName, "layout")).Files;
        var changed = File.ReadAllLines(Path.Combine(work.FullName, "changed.txt")).Select(line => line.Replace(Path.Combine(work.FullName, "whole"), "", StringComparison.Ordinal).Replace("whole/", "", StringComparison.Ordinal).TrimStart('/')).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, changed.Count);
        Assert.Equal(changed.Select(Merged).Order(StringComparer.Ordinal), Texts(files, "modified").Order(StringComparer.Ordinal));

        // dpkg lists files of /lib that came to lie below /usr.
        static string Merged(string path) => path.StartsWith("lib/", StringComparison.Ordinal) || path.StartsWith("bin/", StringComparison.Ordinal) ? $"usr/{path}" : path;
    }

    public void Dispose() => work.Delete(recursive: true);

    private (JsonElement Files, IReadOnlyList<JsonElement> Facts) Audit(string layout)
    {
        var package = Path.Combine(work.FullName, "audit.asice");
        var (exit, output, error) = BuiltProgram.Run("audit", $"oci:{layout}:app", "--data", Path.Combine(work.FullName, "data"), "--out", package);
        Assert.True(File.Exists(package), $"audit left no package, exit {exit}: {output}{error}");
        using var zip = ZipFile.OpenRead(package);
        using var stream = zip.GetEntry("data/results/facts.json")!.Open();
        using var json = JsonDocument.Parse(stream);
        var facts = json.RootElement.GetProperty("images")[0].GetProperty("facts").EnumerateArray().Select(fact => fact.Clone()).ToList();
        return (Assert.Single(facts, fact => fact.GetProperty("kind").GetString() == "files").GetProperty("value"), facts);
    }

    private static IEnumerable<string> Texts(JsonElement value, string name) => value.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);
}
