using System.Text;
using Compliance.Formats.Packages;

namespace Compliance.Tests.Formats.Packages;

public sealed class DatabasePathTests
{
    [Theory]
    [InlineData("/usr/bin/tool", "usr/bin/tool")]
    [InlineData("./usr/bin/tool/", "usr/bin/tool")]
    [InlineData("//usr", "usr")]
    [InlineData("usr", "usr")]
    [InlineData("/", "")]
    [InlineData("/.", "")]
    [InlineData("./", "")]
    [InlineData("", "")]
    [InlineData("/usr//bin", null)]
    [InlineData("/usr/./bin", null)]
    [InlineData("/usr/../bin", null)]
    [InlineData("..", null)]
    [InlineData("/usr/a\0b", null)]
    [InlineData("/usr/größe/…/x", "usr/größe/…/x")]
    public void Text_and_bytes_come_to_the_same(string path, string? expected)
    {
        Assert.Equal(expected, DatabasePath.Normalize(path));
        Assert.Equal(expected, DatabasePath.Normalize(Encoding.UTF8.GetBytes(path)));
    }
}
