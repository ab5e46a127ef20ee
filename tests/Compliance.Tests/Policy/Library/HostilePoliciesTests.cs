using System.Diagnostics;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Policy;
using Compliance.Policy.Cases;
using Compliance.Policy.Cel;
using Compliance.Policy.Library;

namespace Compliance.Tests.Policy.Library;

public sealed class HostilePoliciesTests
{
    private static readonly byte[] Catalog = "framework: frame\ntitle: Frame\nsource: none\ncontrols:\n  - { id: one, title: One }\n"u8.ToArray();

    [Fact]
    public void Harmless_policy_is_not_refused() => Assert.Empty(Load(Policy("check: image.pinned")));

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
    [InlineData("image.pinned && ", 50_000)]
    [InlineData("packages.all(p, ", 500)]
    public void Deep_or_long_expression_is_refused_with_its_place(string piece, int times)
    {
        var defects = Refused(Policy($"check: {Quoted(string.Concat(Enumerable.Repeat(piece, times)) + "true")}"));
        Assert.Contains(defects, defect => defect.Code == CelDiagnostics.TooLarge && defect.Locator.Line == 7);
    }

    [Theory]
    [InlineData("packages.all(a, packages.all(b, packages.all(c, packages.all(d, a.name == d.name))))")]
    [InlineData("packages.exists(a, packages.map(b, packages.map(c, b.name + c.name)).size() > 0)")]
    public void Costly_expression_is_refused_with_its_cost(string check)
    {
        var defect = Assert.Single(Refused(Policy("check: " + Quoted(check))), defect => defect.Code == CelDiagnostics.TooCostly);
        Assert.Equal(7, defect.Locator.Line);
        Assert.Matches("the estimated cost is [0-9]", defect.Message);
    }

    [Theory]
    [InlineData(1_000_000, "'")]
    [InlineData(1_000_000, "")]
    public void Huge_literal_is_refused(int length, string quote) =>
        Assert.All(Refused(Policy($"check: {Quoted($"{quote}{new string('9', length)}{quote} == image.reference")}")), defect => Assert.NotNull(defect.Locator.Line));

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|aa)*b$")]
    [InlineData("(x+x+)+y")]
    public void Regular_expression_that_would_run_forever_elsewhere_ends(string pattern)
    {
        Assert.Empty(Load(Policy("check: " + Quoted($"image.reference.matches(\"{pattern}\")"))));
        var environment = CelEnvironment.Standard.WithVariables(new CelVariable("text", CelType.String));
        var program = CelProgram.Compile($"text.matches('{pattern}')", environment, new Locator("test")).Required();
        var bindings = new CelBindings(environment) { ["text"] = CelValue.String(new string('a', 30_000) + "!") };
        var watch = Stopwatch.StartNew();
        program.Evaluate(bindings);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("((a{1,100}){1,100}){1,100}")]
    [InlineData("(a{1000}){1000}")]
    [InlineData("(?=a)b")]
    [InlineData("(")]
    public void Regular_expression_that_would_grow_without_bound_is_refused(string pattern) =>
        Assert.Contains(Refused(Policy("check: " + Quoted($"image.reference.matches(\"{pattern}\")"))), defect => defect.Code.Area == "CEL" && defect.Locator.Line == 7);

    [Fact]
    public void Anchors_are_refused() =>
        Assert.Contains(Refused(Policy("check: &a image.pinned") + "effective: *a\n"), defect => defect.Code.Area == "YAML" && defect.Locator.Line == 7);

    [Fact]
    public void Aliases_that_would_unfold_to_a_billion_are_refused()
    {
        var lines = Enumerable.Range(1, 9).Select(level => FormattableString.Invariant($"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 9))}]"));
        Assert.Contains(Refused("l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + string.Join('\n', lines) + "\n"), defect => defect.Code.Area == "YAML" && defect.Locator.Line == 1);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{ a: ", "}")]
    [InlineData("- ", "")]
    public void Deep_document_is_refused_with_its_place(string open, string close)
    {
        var text = $"require: {string.Concat(Enumerable.Repeat(open, 20_000))}a{string.Concat(Enumerable.Repeat(close, 20_000))}\n";
        Assert.All(Refused(text), defect => Assert.NotNull(defect.Locator.Line));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a: b\n")]
    [InlineData("- a\n")]
    [InlineData("# c\n")]
    [InlineData(" ")]
    public void Ten_megabytes_are_refused(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (10 << 20) / piece.Length));
        Assert.Contains(Refused(text), defect => defect.Code.Area == "YAML");
    }

    /// <summary>What is wrong with a policy of this text: found within seconds and with no more memory than a few times its size.</summary>
    private static IReadOnlyList<Defect> Refused(string text)
    {
        var defects = Load(text);
        Assert.NotEmpty(defects);
        Assert.All(defects, defect => Assert.Equal("f/p/policy.yaml", defect.Locator.Document));
        return defects;
    }

    private static IReadOnlyList<Defect> Load(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var defects = PolicyLibrary.Load([new PolicyFile("f/p/policy.yaml", bytes), new PolicyFile("catalogs/controls/frame.yaml", Catalog)]).Defects;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
        Assert.True(allocated < (64L << 20) + (8L * bytes.Length), $"{allocated} bytes for {bytes.Length}");
        return [.. defects];
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
