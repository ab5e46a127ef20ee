using Compliance.Tests.Evidence.Packaging;

namespace Compliance.Tests.Evidence.Verification;

/// <summary>The commands of README-VERIFY.txt do what the text says, with the tools that everybody has.</summary>
public sealed class ReadmeVerifyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("compliance-readme-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_commands_succeed_on_a_good_package()
    {
        var (code, output) = Run(PackageWorld.Seal());
        Assert.True(code == 0, output);
        Assert.Contains("CAdES Verification successful", output, StringComparison.Ordinal);
        Assert.Contains("data/results/results.json: OK", output, StringComparison.Ordinal);
        Assert.DoesNotContain("DIFFERS", output, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_commands_fail_on_an_edited_payload() => Assert.NotEqual(0, Run(new PackageEditor(PackageWorld.Seal()).Replace("data/results/results.json", "not met", "met").ToBytes()).Code);

    [Fact]
    public void The_commands_fail_on_another_signer()
    {
        using var other = PackageWorld.Open(PackageWorld.LookAlike);
        var (code, output) = Run(PackageWorld.Seal(signer: other));
        Assert.NotEqual(0, code);
        Assert.DoesNotContain("CAdES Verification successful", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_commands_name_a_file_that_was_changed_with_the_lists_but_not_with_the_signature()
    {
        var good = PackageWorld.Seal();
        using var signer = PackageWorld.Open(PackageWorld.Files);
        var edited = new PackageEditor(good).Replace("data/results/results.json", "not met", "met").Resign(signer);
        foreach (var name in (string[])["META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"]) edited.Set(name, new PackageEditor(good)[name]);
        Assert.Contains("DIFFERS data/results/results.json", Run(edited.ToBytes()).Output, StringComparison.Ordinal);
    }

    private (int Code, string Output) Run(byte[] package) => StockTools.CheckByReadme(folder.FullName, package, PackageWorld.Files.Anchor);
}
