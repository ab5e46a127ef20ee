using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting;
using Compliance.Reporting.Templates;

namespace Compliance.Tests.Reporting.Pdf;

public sealed partial class PdfReportTests
{
    private static readonly Lazy<byte[]> Large = new(() => Render(SampleDraft.Make(2, 300)));

    private static readonly Lazy<string> LargeText = new(() => TextOf(Large.Value));

    [Fact]
    public void Same_draft_gives_the_same_bytes() => Assert.Equal(Render(SampleDraft.Make()), Render(SampleDraft.Make()));

    [Fact]
    public void Drafts_that_differ_give_files_with_different_ids()
    {
        var one = Render(SampleDraft.Make());
        var other = Render(SampleDraft.Make() with { PackageId = "another" });
        Assert.NotEqual(one, other);
        Assert.True(one.AsSpan().StartsWith("%PDF-1.7\n"u8));
        Assert.True(one.AsSpan().EndsWith("%%EOF\n"u8));
    }

    [Fact]
    public void File_is_sound_to_qpdf()
    {
        PdfTool.Require("qpdf");
        foreach (var pdf in (byte[][])[Render(SampleDraft.Empty()), Large.Value])
        {
            var (exitCode, output) = PdfTool.Run("qpdf", pdf, "--check", "FILE");
            Assert.True(exitCode == 0 && output.Contains("No syntax or stream encoding errors found", StringComparison.Ordinal), output);
        }
    }

    [Fact]
    public void File_says_that_it_is_tagged_titled_and_has_letter_pages()
    {
        PdfTool.Require("pdfinfo");
        var (_, output) = PdfTool.Run("pdfinfo", Render(SampleDraft.Make()), "FILE");
        Assert.Matches(@"Title:\s+Container compliance assessment", output);
        Assert.Matches(@"Tagged:\s+yes", output);
        Assert.Matches(@"JavaScript:\s+no", output);
        Assert.Matches(@"Page size:\s+612 x 792 pts \(letter\)", output);
        Assert.Contains(SampleDraft.Make().EvidenceRoot.ToString(), output, StringComparison.Ordinal);
    }

    [Fact]
    public void Paper_is_the_templates()
    {
        PdfTool.Require("pdfinfo");
        var (_, output) = PdfTool.Run("pdfinfo", Render(SampleDraft.Make(), ReportTemplate.Assessment with { PageSize = PageSize.A4 }), "FILE");
        Assert.Matches(@"Page size:\s+595.28 x 841.89 pts \(A4\)", output);
    }

    [Fact]
    public void Structure_names_headings_tables_and_links()
    {
        PdfTool.Require("pdfinfo");
        var (exitCode, output) = PdfTool.Run("pdfinfo", Render(SampleDraft.Make()), "-struct", "FILE");
        Assert.Equal(0, exitCode);
        foreach (var type in (string[])["Document", "H1", "H2", "H3", "Table", "TH", "TD", "Caption", "L", "LI", "LBody", "Link"])
            Assert.Matches($@"(?m)^\s*{type}\b", output);
    }

    [Fact]
    public void Fonts_are_embedded_subsets_with_unicode()
    {
        PdfTool.Require("pdffonts");
        var (_, output) = PdfTool.Run("pdffonts", Render(SampleDraft.Make()), "FILE");
        var fonts = output.Split('\n').Skip(2).Where(line => line.Length > 0).ToList();
        Assert.Equal(3, fonts.Count);
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+.*Identity-H\s+yes yes yes", font));
    }

    [Fact]
    public void Attachment_is_the_results_byte_for_byte()
    {
        PdfTool.Require("pdfdetach");
        var target = Path.Combine(Path.GetTempPath(), $"results-{Guid.NewGuid():N}.json");
        var (exitCode, output) = PdfTool.Run("pdfdetach", Render(SampleDraft.Make()), "-save", "1", "-o", target, "FILE");
        Assert.True(exitCode == 0, output);
        Assert.Equal(SampleDraft.Results, File.ReadAllBytes(target));
        File.Delete(target);
    }

    [Fact]
    public void Results_that_the_draft_does_not_list_are_refused() =>
        Assert.Throws<ArgumentException>(() => ReportRenderer.Render(SampleDraft.Make(), [1, 2, 3]));

    [Fact]
    public void Every_page_carries_its_number_the_package_and_the_results()
    {
        var draft = SampleDraft.Make(2, 300);
        var pages = LargeText.Value.Split('\f')[..^1];
        Assert.True(pages.Length > 15);
        for (var index = 0; index < pages.Length; index++)
        {
            Assert.Contains($"Page {index + 1} of {pages.Length}", pages[index], StringComparison.Ordinal);
            Assert.Contains($"package {draft.PackageId}", pages[index], StringComparison.Ordinal);
            Assert.Contains($"results sha256 {Convert.ToHexStringLower(SHA256.HashData(SampleDraft.Results))}", pages[index], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void First_page_is_the_verification_box()
    {
        var draft = SampleDraft.Make();
        var first = TextOf(Render(draft)).Split('\f')[0];
        Assert.Contains($"{draft.EvidenceRoot}", first, StringComparison.Ordinal);
        Assert.Contains(draft.Signer.CertificateFingerprint, first, StringComparison.Ordinal);
        Assert.Contains("claimed, unproven", first, StringComparison.Ordinal);
        Assert.Contains("sha256sum -c manifest-sha256.txt", first, StringComparison.Ordinal);
        Assert.Contains("does not prove", first, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_header_is_repeated_on_the_pages_of_a_long_table()
    {
        var pages = LargeText.Value.Split('\f')[..^1];
        var list = pages.Where(page => page.Contains("package-2", StringComparison.Ordinal)).ToList();
        Assert.True(list.Count > 2);
        Assert.All(list, page => Assert.Contains("Architecture", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_result_module_and_package_appears()
    {
        var draft = SampleDraft.Make(2, 300);
        var text = Spaces().Replace(LargeText.Value, "");
        void Shown(string expected) => Assert.Contains(Spaces().Replace(expected, ""), text, StringComparison.Ordinal);
        Assert.All(draft.Evaluation.Results, result => Shown(result.PolicyId));
        foreach (var fact in draft.Facts.SelectMany(set => set.Facts).Select(fact => fact.Value))
        {
            if (fact is CryptoModuleFact module) Shown(module.ActivationReason);
            if (fact is PackageFact package) Shown(package.Name);
        }
    }

    [Fact]
    public void Five_thousand_packages_are_rendered()
    {
        var pdf = Render(SampleDraft.Make(1, 5_000));
        Assert.InRange(pdf.Length, 100_000, 4_000_000);
    }

    internal static string TextOf(byte[] pdf)
    {
        PdfTool.Require("pdftotext");
        return PdfTool.Run("pdftotext", pdf, "-layout", "FILE", "-").Output;
    }

    internal static byte[] Render(EvidenceDraft draft, ReportTemplate? template = null) =>
        [.. ReportRenderer.Render(draft, [.. SampleDraft.Results], template).Single(file => file.Path == ReportRenderer.PdfPath).Bytes];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
