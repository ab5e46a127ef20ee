using System.Security.Cryptography;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.Files;

public sealed class FileCollectorTests
{
    private static readonly byte[] Library = FileWorld.Elf("libssl");

    private static FileWorld Clean() => new FileWorld().Link("lib", "usr/lib")
        .Owned("openssl", "usr/bin/openssl", FileWorld.Elf("openssl"))
        .Owned("libssl3", "usr/lib/libssl.so.3", Library)
        .Owned("libc6", "lib/libc.so.6", FileWorld.Elf("libc"))
        .Owned("python3", "usr/lib/python3/abc.py", FileWorld.Text("pass\n"))
        .Put("usr/lib/python3/__pycache__/abc.cpython-311.pyc", [1, 2, 3])
        .Put("etc/passwd", FileWorld.Text("root:x:0:0::/:/bin/sh\n"))
        .Put("etc/ld.so.cache", [0]);

    private static FileWorld Tampered()
    {
        var altered = (byte[])Library.Clone();
        altered[^1] ^= 1;
        return Clean()
            .Put("usr/lib/libssl.so.3", altered)
            .Put("usr/local/bin/rogue-tool", FileWorld.Elf("rogue"))
            .Put("opt/app/bare.jar", StubJar.Of(StubJar.Class("A.class")))
            .Put("opt/app/vendored/__init__.py", FileWorld.Text("x = 1\n"))
            .Put("opt/app/vendored/__pycache__/__init__.cpython-311.pyc", [9]);
    }

    private static FilesFact Judge(FileWorld world, string system, params string[] hidden) => system == "debian" ? world.Debian(hidden) : world.Apk(hidden);

    [Theory]
    [InlineData("debian")]
    [InlineData("apk")]
    public void Clean_image_has_nothing_unexplained(string system)
    {
        var files = Judge(Clean(), system);
        Assert.Empty(files.DarkPrograms.Concat(files.DarkJars).Concat(files.DarkScripts).Concat(files.DarkData).Concat(files.Modified).Concat(files.Missing));
        Assert.Equal((4L, 0L), (files.Intact, files.Unchecked));
        Assert.Equal(files.Total, files.Intact + files.Configuration + files.Generated);
        Assert.Equal("1", files.ExplainedBy["python-byte-code"]);
    }

    [Theory]
    [InlineData("debian")]
    [InlineData("apk")]
    public void Five_tampers_are_found_by_name(string system)
    {
        var files = Judge(Tampered(), system, "openssl");
        Assert.Equal(["usr/bin/openssl", "usr/local/bin/rogue-tool"], files.DarkPrograms);
        Assert.Equal(["usr/lib/libssl.so.3"], files.Modified);
        Assert.Equal(["opt/app/bare.jar"], files.DarkJars);
        Assert.Equal(["opt/app/vendored/__init__.py"], files.DarkScripts);
        Assert.Contains("opt/app/vendored/__pycache__/__init__.cpython-311.pyc", files.DarkData);
        Assert.Equal(system == "debian", files.DarkData.Contains("var/lib/dpkg/info/openssl.list"));
    }

    [Theory]
    [InlineData("debian")]
    [InlineData("apk")]
    public void Owned_file_that_is_gone_is_missing_and_documentation_is_left_out(string system)
    {
        var files = Judge(Clean().Owned("libssl3", "usr/share/doc/libssl3/copyright", FileWorld.Text("c")).Remove("usr/share/doc/libssl3/copyright").Remove("usr/lib/libssl.so.3"), system);
        Assert.Equal(["usr/lib/libssl.so.3"], files.Missing);
        Assert.Equal("1", files.ExplainedBy["documentation-left-out"]);
    }

    [Fact]
    public void Diverted_file_belongs_to_the_other_package()
    {
        var files = Clean().Owned("dash", "usr/bin/sh", FileWorld.Elf("dash")).Put("usr/bin/sh", FileWorld.Elf("bash")).Put("usr/bin/sh.distrib", FileWorld.Elf("dash"))
            .Put("var/lib/dpkg/diversions", FileWorld.Text("/usr/bin/sh\n/usr/bin/sh.distrib\nbash\n")).Debian();
        Assert.Equal(["usr/bin/sh"], files.DarkPrograms);
        Assert.Equal(5, files.Intact);
        Assert.Empty(files.Modified);
    }

    [Fact]
    public void Program_at_a_path_that_a_rule_explains_stays_dark()
    {
        var files = Clean().Put("var/log/messages", FileWorld.Elf("hidden")).Put("var/log/dpkg.log", FileWorld.Text("x")).Debian();
        Assert.Equal(["var/log/messages"], files.DarkPrograms);
        Assert.Equal("1", files.ExplainedBy["logs"]);
    }

    [Fact]
    public void Python_records_cover_their_files_and_show_changed_ones()
    {
        var good = FileWorld.Text("good = 1\n");
        var record = $"pkg/good.py,sha256={Base64(good)},9\npkg/bad.py,sha256={Base64(good)},9\n\"pkg/a,b.py\",sha256={Base64(good)},9\n../../../bin/tool,sha256={Base64(good)},9\npkg-1.dist-info/RECORD,,\n";
        var files = Clean().Put("usr/lib/python3/site-packages/pkg/good.py", good).Put("usr/lib/python3/site-packages/pkg/a,b.py", good).Put("usr/lib/python3/site-packages/pkg/bad.py", FileWorld.Text("bad"))
            .Put("usr/bin/tool", good).Put("usr/lib/python3/site-packages/pkg-1.dist-info/RECORD", FileWorld.Text(record)).Debian();
        Assert.Equal(["usr/lib/python3/site-packages/pkg/bad.py"], files.Modified);
        Assert.Equal(4, files.Language);
        Assert.Empty(files.DarkScripts);
    }

    [Fact]
    public void Image_without_a_database_is_dark()
    {
        var files = new FileWorld().Put("app", FileWorld.Elf("app")).Put("data", [1]).Collect();
        Assert.Equal(["app"], files.DarkPrograms);
        Assert.Equal(["data"], files.DarkData);
        Assert.Equal(0, files.Intact);
    }

    private static string Base64(byte[] bytes) => Convert.ToBase64String(SHA256.HashData(bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
