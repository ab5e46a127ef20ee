using System.Text;
using Compliance.Formats.Reading;
using Compliance.Reporting;
using Compliance.Reporting.Templates;
using Compliance.Tests.Reporting.Html;
using Compliance.Tests.Reporting.Pdf;

namespace Compliance.Tests.Reporting.Templates;

public sealed class ReportTemplatesTests
{
    private const string Needed = "title: T\nsections: [verification, verdicts, gaps, limits]\n";

    [Fact]
    public void Built_in_template_says_what_the_file_says()
    {
        var template = ReportTemplates.Read(File.ReadAllBytes(Path.Combine(Root(), "templates", "assessment.yaml")), "assessment.yaml").Required();
        Assert.Equal(ReportTemplate.Assessment.Title, template.Title);
        Assert.Equal(ReportTemplate.Assessment.Marking, template.Marking);
        Assert.Equal(ReportTemplate.Assessment.PageSize, template.PageSize);
        Assert.Equal(ReportTemplate.Assessment.Sections, template.Sections);
    }

    [Theory]
    [InlineData("[]", "REPORT-0001", "t.yaml:1:1: a template has to be a mapping, not a list")]
    [InlineData(Needed + "tittle: X\n", "REPORT-0002", "t.yaml:3:1: no field 'tittle'; did you mean 'title'?")]
    [InlineData("sections: [verification, verdicts, gaps, limits]\n", "REPORT-0003", "title is missing")]
    [InlineData("title: T\n", "REPORT-0003", "sections has to be a list")]
    [InlineData("title: T\nsections: [verification, verdicts, gap, gaps, limits]\n", "REPORT-0004", "t.yaml:2:36: no section 'gap'; did you mean 'gaps'?")]
    [InlineData("title: T\nsections: [verification, verdicts, gaps, gaps, limits]\n", "REPORT-0005", "named twice")]
    [InlineData("title: T\nsections: [verification, verdicts, gaps]\n", "REPORT-0006", "no report goes without limits")]
    [InlineData("title: T\nsections: [verdicts, verification, gaps, limits]\n", "REPORT-0006", "has to be the first")]
    [InlineData(Needed + "page: legal\n", "REPORT-0007", "letter or a4")]
    [InlineData("title: {}\nsections: [verification, verdicts, gaps, limits]\n", "REPORT-0001", "title has to be text")]
    public void Fault_is_told_with_its_place(string yaml, string code, string message)
    {
        var defect = Assert.Single(Read(yaml).Defects);
        Assert.Equal(code, defect.Code.Text);
        Assert.Contains(message, defect.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told() =>
        Assert.Equal(["REPORT-0002", "REPORT-0003", "REPORT-0007", "REPORT-0004", "REPORT-0006"], Read("papers: a4\npage: a5\nsections: [verification, verdict, limits]\n").Defects.Select(defect => defect.Code.Text));

    [Fact]
    public void Order_selection_and_marking_are_the_templates()
    {
        var template = Read("title: Quarterly <pack>\nmarking: CUI\npage: a4\nsections: [verification, limits, gaps, verdicts, modules]\n").Required();
        var draft = SampleDraft.Make();
        var html = HtmlReportTests.Parse(draft, template);
        Assert.Equal(["verification", "limits", "gaps", "verdicts", "modules"], html.Descendants("main").Single().Elements("section").Select(section => (string?)section.Attribute("id")));
        Assert.Equal("Quarterly <pack>", html.Descendants("h1").Single().Value);
        var pages = PdfReportTests.TextOf(PdfReportTests.Render(draft, template)).Split('\f')[..^1];
        Assert.All(pages, page => Assert.Equal(2, page.Split('\n').Count(line => line.Trim() == "CUI")));
    }

    [Fact]
    public void Template_that_hides_the_gaps_is_the_callers_fault() =>
        Assert.Throws<ArgumentException>(() => ReportRenderer.Render(SampleDraft.Make(), template: ReportTemplate.Assessment with { Sections = ["verification", "verdicts"] }));

    [Fact]
    public void Broken_bytes_are_refused_with_a_code()
    {
        foreach (var mutant in Mutations.Of(Encoding.UTF8.GetBytes(Needed), 300, 11))
            Assert.True(ReportTemplates.Read(mutant, "t.yaml") is Reading<ReportTemplate>.Accepted or Reading<ReportTemplate>.Rejected { Causes.IsEmpty: false });
    }

    private static Reading<ReportTemplate> Read(string yaml) => ReportTemplates.Read(Encoding.UTF8.GetBytes(yaml), "t.yaml");

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Compliance.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
