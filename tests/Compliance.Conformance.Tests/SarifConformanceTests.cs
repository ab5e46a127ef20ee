using System.Text;
using Compliance.Conformance.Tests.EndToEnd;
using Compliance.Conformance.Tests.Stories;
using Compliance.Tests.World;

namespace Compliance.Conformance.Tests;

/// <summary>Everything that the program writes as SARIF follows the standard's rules.</summary>
public sealed class SarifConformanceTests : IDisposable
{
    private readonly DirectoryInfo work = Directory.CreateTempSubdirectory("compliance-sarif-");

    public void Dispose() => work.Delete(recursive: true);

    [Fact]
    public void Verdicts_on_modules()
    {
        var package = Path.Combine(work.FullName, "before.asice");
        var audit = BuiltProgram.Run("audit", $"oci:{Path.Combine(Repository.Root, "evidence-samples", "before", "image")}", "--data", Path.Combine(work.FullName, "data"), "--out", package);
        Assert.True(File.Exists(package), audit.Error);
        var log = Path.Combine(work.FullName, "modules.sarif");
        var run = BuiltProgram.Run("modules", package, "--sarif", log);

        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains("\"level\": \"error\"", File.ReadAllText(log), StringComparison.Ordinal);
        Assert.Empty(SarifRules.Defects(File.ReadAllBytes(log)));
    }

    [Fact]
    public void Findings()
    {
        var samples = Path.Combine(Repository.Root, "evidence-samples");
        var run = BuiltProgram.Run("vulns", $"oci:{samples}/before/image", "--feeds", $"{samples}/feeds", "--as-of", "2026-11-23T12:00:00Z", "--format", "sarif");

        Assert.Contains("CVE-2026-90003", run.Output, StringComparison.Ordinal);
        Assert.Empty(SarifRules.Defects(Encoding.UTF8.GetBytes(run.Output)));
    }

    [Fact]
    public void Defects_of_policies()
    {
        var policies = work.CreateSubdirectory("policies").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "policies"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(policies, Path.GetRelativePath(Path.Combine(Repository.Root, "policies"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var policy = Path.Combine(policies, "hardening", "no-shell", "policy.yaml");
        File.WriteAllText(policy, File.ReadAllText(policy).Replace("severity: moderate", "severity: moderat", StringComparison.Ordinal));
        var log = Path.Combine(work.FullName, "lint.sarif");
        var run = BuiltProgram.Run("policy", "lint", policies, "--sarif", log);

        Assert.Equal(1, run.Exit);
        Assert.Contains("POL-0004", File.ReadAllText(log), StringComparison.Ordinal);
        Assert.Empty(SarifRules.Defects(File.ReadAllBytes(log)));
    }
}
