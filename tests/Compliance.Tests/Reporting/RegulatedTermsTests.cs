using System.Text;
using Compliance.Policy;
using Compliance.Reporting;
using Compliance.Reporting.Inventories;

namespace Compliance.Tests.Reporting;

/// <summary>
/// FRR8 over everything that this program says: every text of sources, policies, templates and documentation, and what every renderer makes. Words that would be ambiguous are
/// spelled apart here, too.
/// </summary>
public sealed class RegulatedTermsTests
{
    private static readonly string[] Texts = [".cs", ".md", ".yaml", ".json", ".txt", ".css", ".csproj", ".props"];

    /// <summary>The texts that are about the words themselves.</summary>
    private static readonly string[] AboutTheWords = ["tests/Compliance.Tests/Reporting/RegulatedTermsTests.cs", "tests/Compliance.Tests/Evidence/Collection/Systems/DeclarationCollectorTests.cs"];

    [Theory]
    [InlineData("FIPS compliant", 1)]
    [InlineData("fips-compliant", 1)]
    [InlineData("FIPS 140-3 certified and FIPS_140-2 ready", 2)]
    [InlineData("FIPS 140 conformance", 1)]
    [InlineData("FIPS validated", 0)]
    [InlineData("FIPS mode", 0)]
    [InlineData("FIPS-approved algorithms", 0)]
    [InlineData("compliance with FIPS 140-3", 0)]
    [InlineData("FIPS Provider, compliance tool", 0)]
    public void Ambiguous_terms_are_found_and_those_of_NIST_are_not(string text, int count) => Assert.Equal(count, RegulatedTerms.FindIn(text).Length);

    [Fact]
    public void No_text_of_the_project_uses_an_ambiguous_term()
    {
        var root = Root();
        var files = ((string[])["src", "policies", "templates", "docs", "tests", "README.md", "CHANGELOG.md"]).SelectMany(name => File.Exists(Path.Combine(root, name)) ? [Path.Combine(root, name)] : Directory.EnumerateFiles(Path.Combine(root, name), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => Texts.Contains(Path.GetExtension(file)) && !file.Split('/').Any(part => part is "bin" or "obj") && !AboutTheWords.Contains(file)).ToList();

        Assert.True(files.Count > 1000, $"{files.Count} files");
        Assert.Empty(files.SelectMany(file => RegulatedTerms.FindIn(File.ReadAllText(Path.Combine(root, file))).Select(term => $"{file}: {term}")));
    }

    [Fact]
    public void No_renderer_makes_an_ambiguous_term()
    {
        var draft = SampleDraft.Make();
        var uses = ModuleUses.Of(draft.Facts);
        List<(string Name, string Text)> made =
        [
            .. ReportRenderer.Render(draft).Where(report => report.Path == ReportRenderer.HtmlPath).Select(report => (report.Path, Encoding.UTF8.GetString(report.Bytes.AsSpan()))),
            .. ModuleBom.Versions.Select(version => ($"CycloneDX {version}", Encoding.UTF8.GetString(ModuleBom.Write(draft.Facts[0], version, draft.Run.EvaluatedAt)))),
            ("SARIF", Encoding.UTF8.GetString(ModuleSarif.Write(draft.Evaluation, draft.Facts[0], "1"))),
            .. AppendixQ.Write(uses).Select(table => (table.Name, Encoding.UTF8.GetString(table.Content))),
            ("list", Encoding.UTF8.GetString(ModuleUseList.WriteCsv(uses, draft.Run.EvaluatedAt))),
            ("inventory", Encoding.UTF8.GetString(ModuleUseList.WriteJson(uses, "", draft.Run.EvaluatedAt, null, []))),
        ];

        Assert.True(made.Count >= 9, "every renderer made something");
        Assert.All(made, file => Assert.NotEmpty(file.Text));
        Assert.Empty(made.SelectMany(file => RegulatedTerms.FindIn(file.Text).Select(term => $"{file.Name}: {term}")));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Compliance.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
