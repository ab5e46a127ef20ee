using System.Text.RegularExpressions;

namespace Compliance.Architecture.Tests;

/// <summary>Sizes, names and places of files.</summary>
public sealed partial class TreeTests
{
    private const int Wall = 400;

    public static TheoryData<string> Rooms => House.RoomNames;

    [Fact]
    public void No_source_file_is_over_the_wall()
    {
        var files = House.Files("src", "*.cs").Concat(House.Files("tests", "*.cs")).ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.Where(file => !file.Contains("/Tables/", StringComparison.Ordinal))
            .Select(file => (File: file, Lines: House.Read(file).Count(character => character == '\n')))
            .Where(file => file.Lines > Wall));
    }

    [Fact]
    public void No_folder_holds_more_than_fifteen_source_files() =>
        Assert.Empty(House.Files("src", "*.cs")
            .GroupBy(file => Path.GetDirectoryName(file))
            .Where(folder => folder.Count() > 15)
            .Select(folder => $"{folder.Key}: {folder.Count()}"));

    [Fact]
    public void No_folder_is_a_bag() =>
        Assert.Empty(House.Files("src", "*.cs")
            .SelectMany(file => Path.GetDirectoryName(file)!.Split('/'))
            .Distinct()
            .Intersect(["Common", "Core", "Shared", "Helpers", "Utils", "Misc"], StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Assert.Empty(House.Files("src", "*.cs")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => EmptyName().IsMatch(name)));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Every_project_has_a_readme(string room) =>
        Assert.True(File.Exists(Path.Combine(House.Root, "src", $"Compliance.{room}", "README.md")), $"src/Compliance.{room}/README.md is missing");

    [Fact]
    public void Nothing_is_left_to_do_in_the_code() =>
        Assert.Empty(House.Files("src", "*.cs").Where(file => LeftOver().IsMatch(House.Read(file))));

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Processor|Handler|Info|Data|Base|Impl)$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b")]
    private static partial Regex LeftOver();
}
