using System.Text;
using Compliance.Formats.Packages;

namespace Compliance.Tests.Formats.Packages;

public sealed class OsReleaseTests
{
    [Fact]
    public void Assignments_are_read_as_a_shell_does()
    {
        var reading = OsRelease.Read("# c\nID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"A \\\"B\\\" \\$x\"\nID_LIKE='a b'\n\nNAME=x\nNAME=y\n"u8.ToArray(), "etc/os-release");
        var release = reading.Required();

        Assert.Equal(("debian", "12", "A \"B\" $x", "y"), (release.Id, release.VersionId, release.PrettyName, release.Name));
        Assert.Equal(["a", "b"], release.IdLike);
        Assert.Equal(8, release.Lines["NAME"]);
        Assert.Equal(OsReleaseCodes.Repeated, Assert.Single(reading.Defects).Code);
    }

    [Theory]
    [InlineData("ID=a\nnonsense\n", "OSREL-0002")]
    [InlineData("ID=\"a\n", "OSREL-0002")]
    [InlineData("ID=a'b\n", "OSREL-0002")]
    [InlineData("NAME=a\n", "OSREL-0004")]
    public void What_is_wrong_is_a_defect(string text, string code) =>
        Assert.Contains(code, OsRelease.Read(Encoding.UTF8.GetBytes(text), "etc/os-release").Defects.Select(defect => defect.Code.Text));

    [Fact]
    public void Mutated_files_never_throw()
    {
        var seed = "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"A \\\"B\\\"\"\nID_LIKE='a b'\n"u8.ToArray();
        foreach (var mutation in Mutations.Of(seed, Mutations.Count, 5)) Assert.NotNull(OsRelease.Read(mutation, "m").Required().PrettyName);
    }
}
