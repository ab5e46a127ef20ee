namespace Compliance.Conformance.Tests.Stories;

/// <summary>The command line as people use it: stories of their own, and every console block of the README.</summary>
public sealed class StoryTests
{
    public static TheoryData<string> Stories => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "cases", "cli"), "*.txt").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void Story_goes_as_written(string story) => ConsoleStory.Read(Path.Combine(Repository.Root, "tests", "cases", "cli", story)).Play();

    [Fact]
    public void Readme_blocks_run_as_printed() => ConsoleStory.OfPage(Path.Combine(Repository.Root, "README.md")).Play();
}
