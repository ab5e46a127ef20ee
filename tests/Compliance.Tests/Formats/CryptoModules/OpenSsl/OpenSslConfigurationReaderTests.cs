using System.Text;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.OpenSsl.Configuration;

namespace Compliance.Tests.Formats.CryptoModules.OpenSsl;

public sealed class OpenSslConfigurationReaderTests
{
    [Theory]
    [InlineData("a = b", "default", "a", "b")]
    [InlineData("  a=b  ", "default", "a", "b")]
    [InlineData("[ s ]\na = b", "s", "a", "b")]
    [InlineData("[ two words ]\na = b", "two words", "a", "b")]
    [InlineData("[s] ignored\na = b", "s", "a", "b")]
    [InlineData("[s]\nother::a = b", "other", "a", "b")]
    [InlineData("a = b # comment", "default", "a", "b")]
    [InlineData("a = 'b # c'", "default", "a", "b # c")]
    [InlineData("a = \"b\"c", "default", "a", "bc")]
    [InlineData("a = \\# b\\tc", "default", "a", "# b\tc")]
    [InlineData("a = one \\\n two", "default", "a", "one  two")]
    [InlineData("a = one \\\r\n two\r\n", "default", "a", "one  two")]
    [InlineData("\ufeffa = b", "default", "a", "b")]
    [InlineData("x = 1\na = $x/y", "default", "a", "1/y")]
    [InlineData("x = 1\n[s]\na = ${x}y", "s", "a", "1y")]
    [InlineData("[s]\nx = 1\n[t]\na = $(s::x)$s::x", "t", "a", "11")]
    [InlineData("a = $ENV::HOME!", "default", "a", "/root!")]
    [InlineData("ENV = 1\nUNSET = 2\na = $ENV::UNSET", "default", "a", "2")]
    [InlineData("a = '$x'", "default", "a", "$x")]
    [InlineData(".pragma dollarid:on\na = $x", "default", "a", "$x")]
    [InlineData(".pragma dollarid:on\nx = 1\na = ${x}", "default", "a", "1")]
    [InlineData(".pragma future:yes\na = b", "default", "a", "b")]
    [InlineData("a = 1\na = 2", "default", "a", "2")]
    public void Setting_is_read_as_openssl_reads_it(string text, string section, string name, string value)
    {
        var configuration = Read(("/c", text));

        Assert.Equal(ConfigurationLoad.Loaded, configuration.Load);
        Assert.Equal(value, configuration.Entries.Single(entry => entry.Section == section && entry.Name == name).Value);
    }

    [Theory]
    [InlineData("a b", 1)]
    [InlineData("a = 1\n[s", 2)]
    [InlineData("a = ${x", 1)]
    [InlineData("a = $nothing", 1)]
    [InlineData("a = $ENV::NOTHING", 1)]
    [InlineData(".pragma dollarid", 1)]
    [InlineData(".pragma dollarid:maybe", 1)]
    [InlineData(".pragma abspath:on\n.include x.cnf", 2)]
    public void Text_that_openssl_refuses_is_refused_at_the_line(string text, int line)
    {
        var configuration = Read(("/c", text));

        Assert.Equal(ConfigurationLoad.Refused, configuration.Load);
        Assert.Empty(configuration.Entries);
        var defect = Assert.Single(configuration.Defects, defect => defect.Code == CryptoModuleDiagnostics.ConfigurationRefused);
        Assert.Equal(line, defect.Locator.Line);
    }

    [Theory]
    [InlineData(".include /d/x.cnf")]
    [InlineData(".include=/d/x.cnf")]
    [InlineData(".include = /d/x.cnf")]
    [InlineData("dir = /d\n.include $dir/x.cnf")]
    [InlineData(".pragma includedir:/d\n.include x.cnf")]
    public void Included_file_is_followed(string text)
    {
        var configuration = Read(("/c", text), ("/d/x.cnf", "a = b"));

        Assert.Equal(["/c", "/d/x.cnf"], configuration.Documents);
        Assert.Equal("/d/x.cnf:1", configuration.Find("default", "a")!.Locator.ToString());
    }

    [Fact]
    public void Section_of_an_included_file_stays_open_behind_the_include()
    {
        var configuration = Read(("/c", ".include /x\nopenssl_conf = init"), ("/x", "[fips_sect]\nactivate = 1"));

        Assert.Null(configuration.Entries.FirstOrDefault(entry => entry is { Section: "default", Name: "openssl_conf" }));
        Assert.NotNull(configuration.Find("fips_sect", "openssl_conf"));
    }

    [Fact]
    public void Folder_is_read_by_its_configuration_files_only()
    {
        var configuration = Read(("/c", ".include /d"), ("/d/b.CONF", "b = 1"), ("/d/a.cnf", "a = 1"), ("/d/readme", "z"));

        Assert.Equal(["/c", "/d/a.cnf", "/d/b.CONF"], configuration.Documents);
    }

    [Fact]
    public void Files_of_a_folder_that_disagree_leave_it_undecided()
    {
        var configuration = Read(("/c", ".include /d"), ("/d/a.cnf", "a = 1"), ("/d/b.cnf", "a = 2"));

        Assert.Equal(ConfigurationLoad.Unseen, configuration.Load);
        Assert.Contains(configuration.Defects, defect => defect.Code == CryptoModuleDiagnostics.FolderOrder);
    }

    [Fact]
    public void Missing_include_is_passed_over_and_reported()
    {
        var configuration = Read(("/c", ".include /nothing\na = b"));

        Assert.Equal(ConfigurationLoad.Loaded, configuration.Load);
        Assert.Equal(CryptoModuleDiagnostics.MissingInclude, Assert.Single(configuration.Defects).Code);
    }

    [Fact]
    public void Include_that_could_not_be_seen_leaves_everything_unseen()
    {
        var configuration = OpenSslConfigurationReader.Read("/c", path => path == "/c" ? Present(".include /x") : new ConfigurationFile.Unseen("not captured"), World());

        Assert.Equal(ConfigurationLoad.Unseen, configuration.Load);
    }

    [Fact]
    public void Include_directory_of_the_environment_wins()
    {
        var files = new Dictionary<string, string> { ["/c"] = ".pragma includedir:/p\n.include x", ["/e/x"] = "a = env", ["/p/x"] = "a = pragma" };
        var configuration = OpenSslConfigurationReader.Read("/c", Opener(files), new Dictionary<string, string> { ["OPENSSL_CONF_INCLUDE"] = "/e" });

        Assert.Equal("env", configuration.Find("default", "a")!.Value);
    }

    [Fact]
    public void Endless_inclusion_ends()
    {
        Assert.Equal(ConfigurationLoad.Unseen, Read(("/c", ".include /c")).Load);
        Assert.Equal(ConfigurationLoad.Unseen, Read(("/c", ".include /x"), ("/x", ".include /c")).Load);
    }

    [Fact]
    public void Folder_inside_an_included_folder_is_not_followed()
    {
        var configuration = Read(("/c", ".include /d"), ("/d/a.cnf", ".include /d"));

        Assert.Equal(ConfigurationLoad.Loaded, configuration.Load);
        Assert.Equal(CryptoModuleDiagnostics.MissingInclude, Assert.Single(configuration.Defects).Code);
    }

    [Fact]
    public void Doubling_variables_are_refused_at_the_length_that_openssl_allows()
    {
        var text = new StringBuilder("v0 = 0123456789\n");
        for (var index = 1; index < 40; index++) text.Append('v').Append(index).Append(" = $v").Append(index - 1).Append("$v").Append(index - 1).Append('\n');

        Assert.Equal(ConfigurationLoad.Refused, Read(("/c", text.ToString())).Load);
    }

    [Fact]
    public void Mutated_configuration_never_throws()
    {
        const string seed = ".pragma dollarid:off\nHOME = .\nopenssl_conf = init # x\n.include /d\n[init]\nproviders = p\n[p]\nfips = 'f'\na = ${init::providers}\\\n  more\n[f]\nactivate = 1\n";
        foreach (var bytes in Mutations.Of(Encoding.UTF8.GetBytes(seed), Mutations.Count, 11))
        {
            _ = OpenSslConfigurationReader.Read("/c", path => path == "/c" ? new ConfigurationFile.Present(bytes) : ConfigurationFile.None, World());
        }
    }

    internal static Func<string, ConfigurationFile> Opener(IReadOnlyDictionary<string, string> files) => path =>
    {
        if (files.TryGetValue(path, out var text)) return Present(text);
        var names = files.Keys.Where(key => key.StartsWith(path + "/", StringComparison.Ordinal)).Select(key => key[(path.Length + 1)..]).ToList();
        return names.Count > 0 ? new ConfigurationFile.Folder([.. names]) : ConfigurationFile.None;
    };

    private static ConfigurationFile Present(string text) => new ConfigurationFile.Present(Encoding.UTF8.GetBytes(text));

    private static Dictionary<string, string> World() => new() { ["HOME"] = "/root" };

    private static OpenSslConfiguration Read(params (string Path, string Text)[] files) =>
        OpenSslConfigurationReader.Read("/c", Opener(files.ToDictionary(file => file.Path, file => file.Text)), World());
}
