using Compliance.Tests.Policy;

namespace Compliance.Tests;

/// <summary>A committed file that a program makes: <c>COMPLIANCE_REGENERATE=1</c> writes it, otherwise it has to be current.</summary>
internal static class GeneratedFile
{
    public static void IsCurrent(string path, string content)
    {
        var file = Path.Combine(ShippedPolicies.Root(), path);
        if (Environment.GetEnvironmentVariable("COMPLIANCE_REGENERATE") == "1") File.WriteAllText(file, content);
        Assert.True(File.Exists(file), $"{path} does not exist: run the tests with COMPLIANCE_REGENERATE=1");
        Assert.Equal(content, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }
}
