using System.Diagnostics;
using System.Text;
using Compliance.Policy;
using Compliance.Policy.Cases;
using Compliance.Policy.Library;

namespace Compliance.Tests.Policy.Library;

public sealed class HostilePoliciesTests
{
    [Fact]
    public void Mutated_policy_never_throws() => Mutate("cryptography/crypto-approved-mode/policy.yaml", file => PolicyLibrary.Load([file]));

    [Fact]
    public void Mutated_profile_never_throws() => Mutate("profiles/fedramp-cr26-rev5-class-c.yaml", file => PolicyLibrary.Load([file]));

    [Fact]
    public void Mutated_catalog_never_throws() => Mutate("catalogs/controls/fedramp-cr26.yaml", file => PolicyLibrary.Load([file]));

    [Fact]
    public void Mutated_case_never_throws()
    {
        var policy = ShippedPolicies.Library.Policies["crypto-validated-active"];
        Mutate("cryptography/crypto-validated-active/cases/historical.yaml", file => PolicyCaseReader.Read(file, policy));
    }

    [Fact]
    public void Mutated_system_file_never_throws()
    {
        foreach (var bytes in Mutations.Of(Encoding.UTF8.GetBytes(SystemFileTests.Full), Mutations.Count, 4)) SystemFile.Read(bytes, "system.yaml");
    }

    [Theory]
    [InlineData("(", 50_000)]
    [InlineData("[", 50_000)]
    [InlineData("!", 50_000)]
    [InlineData("image.pinned && ", 50_000)]
    [InlineData("packages.all(p, ", 500)]
    public void Deep_or_long_expression_is_refused_in_bounded_time(string piece, int times)
    {
        var watch = Stopwatch.StartNew();
        var text = Policy($"check: {Quoted(string.Concat(Enumerable.Repeat(piece, times)) + "true")}");
        Assert.NotEmpty(PolicyLibrary.Load([new PolicyFile("f/p/policy.yaml", Encoding.UTF8.GetBytes(text))]).Defects);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Anchors_are_refused()
    {
        var text = Policy("check: &a image.pinned") + "effective: *a\n";
        Assert.Contains(PolicyLibrary.Load([new PolicyFile("f/p/policy.yaml", Encoding.UTF8.GetBytes(text))]).Defects, defect => defect.Code.Area == "YAML");
    }

    [Fact]
    public void Ten_megabytes_are_refused()
    {
        var bytes = new byte[10 << 20];
        Array.Fill(bytes, (byte)'a');
        Assert.NotEmpty(PolicyLibrary.Load([new PolicyFile("f/p/policy.yaml", bytes)]).Defects);
    }

    [Fact]
    public void Regular_expression_that_would_run_forever_elsewhere_ends()
    {
        var text = Policy("check: " + Quoted("image.reference.matches(\"^(a+)+$\")"));
        Assert.DoesNotContain(PolicyLibrary.Load([new PolicyFile("f/p/policy.yaml", Encoding.UTF8.GetBytes(text))]).Defects, defect => defect.Code != PolicyDiagnostics.UnknownControl);
    }

    private static void Mutate(string path, Action<PolicyFile> read)
    {
        var seed = ShippedPolicies.Files().Single(file => file.Path == path).Content.ToArray();
        foreach (var bytes in Mutations.Of(seed, Mutations.Count, 20_261_123)) read(new PolicyFile(path, bytes));
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Policy(string check) => $$"""
        id: p
        title: Something holds
        rationale: It should.
        subject: image
        require:
          - id: holds
            {{check}}
            otherwise: it does not
            remedy: Make it.
        severity: low
        controls:
          - { framework: frame, id: one, source: nowhere }

        """;
}
