using System.IO.Compression;
using System.Text;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Packages.Languages;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.Packages.Languages;

public sealed class LanguageMetadataTests
{
    [Theory]
    [InlineData("usr/lib/python3/dist-packages/Foo_Bar-1.0.dist-info/METADATA", "Metadata-Version: 2.1\r\nName: Foo_Bar\r\nVersion: 1.0\r\nLicense-Expression: MIT\r\nLicense: other\r\n\r\nVersion: 2\r\n", "pkg:pypi/foo-bar@1.0 MIT")]
    [InlineData("usr/lib/python3/a.egg-info", "Name: a\nVersion: 2\nLicense: UNKNOWN\n", "pkg:pypi/a@2 ")]
    [InlineData("x/EGG-INFO/PKG-INFO", "Name: a\nVersion: 2\nLicense: BSD\n", "pkg:pypi/a@2 BSD")]
    [InlineData("app/node_modules/left-pad/package.json", """{"name":"left-pad","version":"1.3.0","license":"WTFPL"}""", "pkg:npm/left-pad@1.3.0 WTFPL")]
    [InlineData("app/node_modules/a/node_modules/@scope/n/package.json", """{"name":"@scope/n","version":"1.0.0","licenses":[{"type":"MIT"},{"type":"ISC"}]}""", "pkg:npm/%40scope/n@1.0.0 MIT OR ISC")]
    [InlineData("usr/lib/ruby/gems/3.1.0/specifications/rake-13.0.6.gemspec", "Gem::Specification.new do |s|\n  s.name = \"rake\".freeze\n  s.version = \"13.0.6\"\n  s.licenses = [\"MIT\".freeze, \"Ruby\".freeze]\n  s.name = \"second\"\nend\n", "pkg:gem/rake@13.0.6 MIT OR Ruby")]
    [InlineData("usr/lib/ruby/specifications/default/json.gemspec", "Gem::Specification.new do |s|\n  s.name = 'json'\n  s.version = Gem::Version.new('2.6.1')\n  s.license = 'Ruby'\nend\n", "pkg:gem/json@2.6.1 Ruby")]
    [InlineData("app/app.deps.json", """{"libraries":{"app/1.0.0":{"type":"project"},"Dapper/2.1.1":{"type":"package"},"runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.0":{"type":"runtimepack"}}}""", "pkg:nuget/Dapper@2.1.1 ;pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@8.0.0 ")]
    [InlineData("app/vendor/composer/installed.json", """{"packages":[{"name":"Monolog/Monolog","version":"3.5.0","license":["MIT"]}],"dev":true}""", "pkg:composer/monolog/monolog@3.5.0 MIT")]
    [InlineData("vendor/composer/installed.json", """[{"name":"a/b","version":"v1"}]""", "pkg:composer/a/b@v1 ")]
    public void Metadata_give_packages_by_the_rules_of_their_type(string path, string text, string expected)
    {
        var reading = LanguageMetadata.Read(Encoding.UTF8.GetBytes(text), path);

        Assert.Empty(reading.Defects);
        Assert.Equal(expected, string.Join(';', reading.Required().Select(package => $"{package.Purl} {package.Licence}")));
    }

    [Theory]
    [InlineData("a.dist-info/METADATA", "Name: a\n\n", "LANG-0003")]
    [InlineData("a.dist-info/METADATA", "\n", "LANG-0002")]
    [InlineData("node_modules/a/package.json", "{", "LANG-0002")]
    [InlineData("node_modules/a/package.json", """{"name":"a"}""", "LANG-0003")]
    [InlineData("specifications/a.gemspec", "puts 1", "LANG-0002")]
    [InlineData("a.deps.json", "{}", "LANG-0002")]
    [InlineData("vendor/composer/installed.json", """{"packages":[{"name":"noslash","version":"1"}]}""", "LANG-0003")]
    public void What_can_not_be_read_is_named(string path, string text, string code) =>
        Assert.Equal(code, Assert.Single(LanguageMetadata.Read(Encoding.UTF8.GetBytes(text), path).Defects).Code.Text);

    [Theory]
    [InlineData("app/package.json")]
    [InlineData("app/my_node_modules/a/package.json")]
    [InlineData("app/node_modules/a/lib/package.json")]
    [InlineData("app/a.gemspec")]
    public void File_of_a_source_tree_is_no_metadata(string path) => Assert.Equal("", LanguageMetadata.EcosystemOf(path));

    [Fact]
    public void Small_package_file_that_only_steers_loading_is_no_package() =>
        Assert.Empty(LanguageMetadata.Read("""{"type":"module"}"""u8.ToArray(), "node_modules/a/package.json").Required());

    [Fact]
    public void Nested_and_shaded_jars_name_all_their_artifacts()
    {
        var inner = StubJar.Of(StubJar.Pom("inner", "2.0"), StubJar.Class("I.class"));
        var bundle = StubJar.Of(("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nImplementation-Title: tool\r\nImplementation-Version: 3\r\nImplementation-Vendor-Id: org.example\r\n\r\n"u8.ToArray()));
        var jar = StubJar.Of(StubJar.Pom("outer", "1.0"), StubJar.Pom("shaded", "1.1"), StubJar.Class("O.class"), ("BOOT-INF/lib/inner.jar", inner), ("BOOT-INF/lib/bundle.jar", bundle));

        var content = ModuleScanner.Scan(ByteSource.Of(jar), isArchive: true)!;

        Assert.Equal(
            ["pkg:maven/org.bouncycastle/outer@1.0 ", "pkg:maven/org.bouncycastle/shaded@1.1 ", "pkg:maven/org.example/tool@3 BOOT-INF/lib/bundle.jar", "pkg:maven/org.bouncycastle/inner@2.0 BOOT-INF/lib/inner.jar"],
            content.Packages.Select(package => $"{package.Purl} {package.Within}"));
    }

    [Fact]
    public void Program_of_rust_names_the_crates_that_it_runs_with()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write("""{"packages":[{"name":"serde","version":"1.0.1"},{"name":"cc","version":"1.1.0","kind":"build"},{"name":"app","version":"0.1.0","root":true}]}"""u8);

        var content = ModuleScanner.Scan(ByteSource.Of(StubElf.Write([], [], ["libc.so.6"], "", null, (".dep-v0", packed.ToArray()))), isArchive: false)!;

        Assert.Equal(["pkg:cargo/app@0.1.0", "pkg:cargo/serde@1.0.1"], content.Packages.Select(package => package.Purl));
    }
}
