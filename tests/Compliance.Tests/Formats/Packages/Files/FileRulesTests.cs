using System.Text;
using Compliance.Formats.Packages.Files;
using Compliance.Formats.Packages.Python;
using Compliance.Formats.Reading;
using Compliance.Tests.Policy;

namespace Compliance.Tests.Formats.Packages.Files;

public sealed class FileRulesTests
{
    private static readonly byte[] Shipped = File.ReadAllBytes(Path.Combine(ShippedPolicies.Root(), "policies", "catalogs", "files", "file-rules.yaml"));

    [Theory]
    [InlineData("etc/passwd", "etc/passwd", true)]
    [InlineData("etc/passwd", "etc/passwd2", false)]
    [InlineData("var/lib/dpkg/info/*", "var/lib/dpkg/info/a.list", true)]
    [InlineData("var/lib/dpkg/info/*", "var/lib/dpkg/info/a/b", false)]
    [InlineData("**/__pycache__/*.pyc", "__pycache__/a.pyc", true)]
    [InlineData("**/__pycache__/*.pyc", "usr/lib/x/__pycache__/a.pyc", true)]
    [InlineData("**/__pycache__/*.pyc", "usr/lib/x/__pycache__/a.py", false)]
    [InlineData("var/log/**", "var/log/a/b/c", true)]
    [InlineData("usr/lib/*/gconv/*.cache", "usr/lib/x86/gconv/g.cache", true)]
    [InlineData("etc/*a*b", "etc/xaxbxab", true)]
    [InlineData("etc/*a*b", "etc/xaxbxaba", false)]
    public void Pattern_matches(string pattern, string path, bool expected) => Assert.Equal(expected, PathPattern.Parse(pattern)!.Matches(path));

    [Theory]
    [InlineData("/etc")]
    [InlineData("a/../b")]
    [InlineData("a//b")]
    [InlineData("a/b**")]
    [InlineData("")]
    public void Pattern_that_is_no_relative_path_is_refused(string pattern) => Assert.Null(PathPattern.Parse(pattern));

    [Fact]
    public void Shipped_catalog_is_read_and_takes_no_program()
    {
        Assert.True(FileRules.Read(Shipped, "rules", Limits.Default).TryGet(out var rules));
        Assert.InRange(rules.Rules.Length, 10, 200);
        Assert.DoesNotContain(rules.Rules, rule => rule.Contents.Contains(FileContent.Program) || rule.Contents.Contains(FileContent.Jar));
    }

    [Theory]
    [InlineData("rules: [ { id: a, explains: magic, paths: [ x ], because: b, source: s } ]")]
    [InlineData("rules: [ { id: a, explains: generated, paths: [], because: b, source: s } ]")]
    [InlineData("rules: [ { id: a, explains: generated, paths: [ x ], because: b, source: s, more: 1 } ]")]
    [InlineData("rules: [ { id: a, explains: generated, paths: [ x ], because: b } ]")]
    [InlineData("rules: [ { id: a, explains: generated, paths: [ x ], contents: [ elf ], because: b, source: s } ]")]
    [InlineData("rules: [ 5 ]")]
    [InlineData("[]")]
    public void Malformed_catalog_is_refused(string text) =>
        Assert.Contains(FileRules.Read(Encoding.UTF8.GetBytes(text), "rules", Limits.Default).Defects, defect => defect.Code == FileRuleCodes.Malformed);

    [Fact]
    public void Mutated_catalogs_and_records_never_throw()
    {
        var record = Encoding.UTF8.GetBytes("a.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n\"b,c\",sha256=x,1\nd,,\n");
        foreach (var bytes in Mutations.Of(Shipped, Math.Min(Mutations.Count, 1_000), 61)) FileRules.Read(bytes, "rules", Limits.Default);
        foreach (var bytes in Mutations.Of(record, Mutations.Count, 62)) PythonRecord.Read(bytes, "RECORD", Limits.Default);
    }

    [Fact]
    public void Record_gives_paths_and_hashes()
    {
        var reading = PythonRecord.Read("a.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n\"b,\"\"c\",md5=x,1\nd,,\nbroken\n"u8, "RECORD", Limits.Default);
        Assert.True(reading.TryGet(out var entries));
        Assert.Equal([("a.py", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), ("b,\"c", ""), ("d", "")], entries.Select(entry => (entry.Path, entry.Sha256)));
        Assert.Equal(FileRuleCodes.BadRecord, Assert.Single(reading.Defects).Code);
    }
}
