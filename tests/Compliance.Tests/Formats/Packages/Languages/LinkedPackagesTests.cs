using Compliance.Formats.Packages.Languages;
using Compliance.Formats.Packages.Urls;

namespace Compliance.Tests.Formats.Packages.Languages;

public sealed class LinkedPackagesTests
{
    [Theory]
    [InlineData("go1.24.4", "1.24.4")]
    [InlineData("go1.24.4 X:boringcrypto", "1.24.4")]
    [InlineData("go1.24", "1.24")]
    [InlineData("go1.24rc1", "1.24rc1")]
    [InlineData("go1.18beta2 X:x", "1.18beta2")]
    [InlineData("go1.18.1b7", "1.18.1")]
    [InlineData("go1.21.3-2", "1.21.3")]
    [InlineData("go1.22.5 (Red Hat 1.22.5-1.el9)", "1.22.5")]
    [InlineData("devel go1.25-8cf6ea1 Mon Jan 6 10:00:00 2025", "")]
    [InlineData("go", "")]
    [InlineData("go1", "")]
    [InlineData("go1.", "")]
    [InlineData("go.1", "")]
    [InlineData("", "")]
    public void Release_is_taken_from_what_a_program_says_of_its_compiler(string version, string release) => Assert.Equal(release, LinkedPackages.GoRelease(version));

    [Theory]
    [InlineData("pkg:golang/stdlib@1.24.4", true)]
    [InlineData("pkg:golang/toolchain@1.24.4", true)]
    [InlineData("pkg:golang/other@1.24.4", false)]
    [InlineData("pkg:apk/stdlib@1.24.4", false)]
    public void What_Go_ships_itself_has_no_namespace(string purl, bool isGood) => Assert.Equal(isGood, PackageUrl.Parse(purl).TryGet(out _));
}
