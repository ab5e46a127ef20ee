using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Files;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Service.Verbs.Sboms;
using Compliance.Conformance.Tests.Stories;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>
/// Every line that <c>debsums</c> says of the Debian image, as it was made and after files of it were altered, deleted and emptied, has the class that we give the file: OK is intact, FAILED is
/// modified, missing is missing; of configuration files dpkg allows all of it.
/// </summary>
public sealed class DebsumsTests : IDisposable
{
    // One file of each place, one that lies below a merged folder, several configuration files; debsums and the layer see the same changes.
    private const string Change = """
        set -e
        mkdir whole changes
        cp -r "$LAYOUT" layout
        tar -xzf "$(ls -S layout/blobs/sha256/* | head -n 1)" -C whole --exclude=./dev
        debsums --root=whole -a > before.txt 2> before.err || true
        debsums --root=whole -e > conffiles.txt 2> conffiles.err || true
        cd whole
        change() { mkdir -p "../changes/$(dirname "$1")"; cp -p "$1" "../changes/$1"; printf changed >> "../changes/$1"; cp -p "../changes/$1" "$1"; }
        empty() { mkdir -p "../changes/$(dirname "$1")"; : > "../changes/$1"; : > "$1"; }
        remove() { mkdir -p "../changes/$(dirname "$1")"; : > "../changes/$(dirname "$1")/.wh.$(basename "$1")"; rm "$1"; }
        for file in usr/bin/dash usr/bin/base64 usr/sbin/ldconfig usr/share/doc/openssl/copyright usr/share/perl5/Debconf/Db.pm etc/bash.bashrc etc/login.defs; do change $file; done
        change "$(ls usr/lib/x86_64-linux-gnu/libc.so.6)"
        for file in usr/bin/cksum usr/share/doc/bash/copyright etc/deluser.conf; do empty $file; done
        for file in usr/bin/tac usr/bin/openssl usr/share/doc/tar/copyright etc/pam.conf; do remove $file; done
        cd ..
        tar --owner=0 --group=0 --mtime=@1780272000 -cf layer.tar -C changes .
        umoci raw add-layer --image layout:app layer.tar
        debsums --root=whole -a > after.txt 2> after.err || true
        """;

    private readonly DirectoryInfo work = Directory.CreateTempSubdirectory("compliance-debsums-");

    [Fact]
    public void Every_line_of_debsums_has_our_class()
    {
        StockTools.Need("debsums", "tar", "umoci");
        var image = DebianImage.Take("small");
        var (code, output) = StockTools.Bash(work.FullName, $"export LAYOUT='{image.Layout}'\n{Change}");
        Assert.True(code == 0, output);
        var configuration = Lines("conffiles.txt").Concat(Lines("conffiles.err")).Select(PathOf).ToHashSet(StringComparer.Ordinal);

        var before = Compare(image.Layout, "before", configuration);
        var after = Compare(Path.Combine(work.FullName, "layout"), "after", configuration);

        Assert.InRange(before.Said["OK"], 3_000, int.MaxValue);
        Assert.False(before.Said.ContainsKey("FAILED"));
        Assert.Equal((11, 4), (after.Said["FAILED"], after.Said.GetValueOrDefault("missing") - before.Said.GetValueOrDefault("missing")));
        Assert.Equal(["usr/bin/base64", "usr/bin/cksum", "usr/bin/dash", "usr/lib/x86_64-linux-gnu/libc.so.6", "usr/sbin/ldconfig", "usr/share/doc/bash/copyright", "usr/share/doc/openssl/copyright", "usr/share/perl5/Debconf/Db.pm"], after.Modified);
        Assert.Equal(["usr/bin/openssl", "usr/bin/tac"], after.Missing);
    }

    public void Dispose() => work.Delete(recursive: true);

    private string[] Lines(string name) => File.ReadAllLines(Path.Combine(work.FullName, name));

    private (Dictionary<string, int> Said, string[] Modified, string[] Missing) Compare(string layout, string name, HashSet<string> configuration)
    {
        var files = Classes(layout);
        var (said, wrong) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<string>());
        foreach (var (path, word) in Lines($"{name}.txt").Concat(Lines($"{name}.err")).Where(line => line.Contains('/', StringComparison.Ordinal)).Select(line => (PathOf(line), WordOf(line))).Distinct())
        {
            said[word] = said.GetValueOrDefault(word) + 1;
            var got = files.TryGetValue(Merged(path), out var one) ? one.ToString() : "nothing";
            // Documentation that is not there is explained by a rule: images are made without it.
            var expected = word == "missing" && path.StartsWith("usr/share/doc/", StringComparison.Ordinal) ? "nothing" : configuration.Contains(path) ? word == "missing" ? "nothing" : "Configuration" : word switch { "OK" => "Intact", "FAILED" => "Modified", "missing" => "Missing", _ => $"debsums said '{word}'" };
            if (got != expected) wrong.Add($"{path}: debsums {word}, expected {expected}, got {got}");
        }

        Assert.Empty(wrong);
        return (said, [.. files.Where(file => file.Value == FileClass.Modified).Select(file => file.Key).Order(StringComparer.Ordinal)], [.. files.Where(file => file.Value == FileClass.Missing).Select(file => file.Key).Order(StringComparer.Ordinal)]);
    }

    private static Dictionary<string, FileClass> Classes(string layout)
    {
        using var snapshot = ImageSnapshot.Open(ImageReference.Parse($"oci:{layout}:app").Required(), Limits.Default).Required();
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
        var context = new CollectionContext(Limits.Default, new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), SbomInput.Catalogs(Path.Combine(Repository.Root, "policies")));
        var files = ImageFiles.Of(ImageEvidence.From(acquired.Raw, Assert.Single(acquired.Raw.Images), Limits.Default), context);
        return files.All.Concat(files.Conspicuous.Where(file => file.Class == FileClass.Missing)).ToDictionary(file => file.Path, file => file.Class, StringComparer.Ordinal);
    }

    /// <summary><c>/usr/bin/dash   FAILED</c>, or <c>debsums: missing file /usr/bin/tac (from coreutils package)</c>.</summary>
    private string PathOf(string line)
    {
        var path = line.StartsWith("debsums: ", StringComparison.Ordinal) ? line["debsums: missing file ".Length..].Split(" (from ")[0] : line[..line.TrimEnd().LastIndexOf(' ')].TrimEnd();
        return path.Replace(Path.Combine(work.FullName, "whole"), "", StringComparison.Ordinal).Replace("whole/", "", StringComparison.Ordinal).TrimStart('/');
    }

    private static string WordOf(string line) => line.StartsWith("debsums: missing file ", StringComparison.Ordinal) ? "missing" : line.TrimEnd()[(line.TrimEnd().LastIndexOf(' ') + 1)..];

    // dpkg lists files of /lib and /bin that came to lie below /usr.
    private static string Merged(string path) => path.Split('/')[0] is "lib" or "lib32" or "lib64" or "bin" or "sbin" ? $"usr/{path}" : path;
}
