using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting;
using Compliance.Reporting.Model;
using Compliance.Tests.Reporting.Html;
using Compliance.Tests.Reporting.Pdf;

namespace Compliance.Tests.Reporting;

public sealed class HostileTextTests
{
    public static TheoryData<string, string> Spelled => new()
    {
        { "a\u202Eb", "a\\u{202E}b" },
        { "a\0b\x1B[31m\n\t", "a\\u{0}b\\u{1B}[31m\\u{A}\\u{9}" },
        { "zero\u200Bwidth\uFEFF", "zero\\u{200B}width\\u{FEFF}" },
        { "tag\U000E0041", "tag\\u{E0041}" },
        { "half \uD83D pair", "half \\u{D83D} pair" },
        { "wide\u3000space\u00A0", "wide\\u{3000}space\\u{A0}" },
        { "n\u0303\u0303\u0303\u0303\u0303", "n\u0303\u0303\u0303\u0303\\u{303}" },
        { "\uE000\uFFFF", "\\u{E000}\\u{FFFF}" },
        { "Grüße, 日本 😀", "Grüße, 日本 😀" },
    };

    [Theory]
    [MemberData(nameof(Spelled))]
    public void Character_that_hides_or_reorders_is_spelled_out(string hostile, string expected) => Assert.Equal(expected, VisibleText.Of(hostile));

    [Fact]
    public void Long_text_ends_in_a_count()
    {
        var text = VisibleText.Of(new string('x', 50_000));
        Assert.Equal(new string('x', VisibleText.MaxLength) + "… (48,800 more characters)", text);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>\"'&]]>")]
    [InlineData("\u202E\u2066evil\u2069 \0 \x7F \uFFFE \uD800")]
    [InlineData("(paren) \\ <hex> endobj stream %PDF")]
    [InlineData("日本語 שלום مرحبا 😀 zero\u200Bwidth")]
    public void Hostile_words_anywhere_leave_both_reports_whole(string hostile)
    {
        var draft = Poison(hostile);
        var root = HtmlReportTests.Parse(draft);
        Assert.Empty(root.Descendants("script"));
        Assert.DoesNotContain(root.Value, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain(root.Value.EnumerateRunes(), rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format);
        var pdf = PdfReportTests.Render(draft);
        PdfTool.Require("qpdf");
        var (exitCode, output) = PdfTool.Run("qpdf", pdf, "--check", "FILE");
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void Character_without_a_glyph_is_spelled_in_the_pdf()
    {
        var draft = SampleDraft.Make(1, 0);
        draft = draft with { System = draft.System with { Name = "支払 gateway" } };
        Assert.Contains("\\u{652F}\\u{6255} gateway", PdfReportTests.TextOf(PdfReportTests.Render(draft)), StringComparison.Ordinal);
    }

    [Fact]
    public void Very_long_words_are_broken_and_bounded()
    {
        var draft = Poison(new string('W', 100_000));
        var pdf = PdfReportTests.Render(draft);
        Assert.InRange(pdf.Length, 1, 3_000_000);
        Assert.Contains("more characters", HtmlReportTests.Parse(draft).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_never_claim_what_no_report_can()
    {
        foreach (var draft in (EvidenceDraft[])[SampleDraft.Make(2, 30), SampleDraft.Empty()])
        {
            var html = HtmlReportTests.Parse(draft).Value;
            var pdf = PdfReportTests.TextOf(PdfReportTests.Render(draft));
            foreach (var forbidden in (string[])[@"FIPS[\s-]+compliant", @"FIPS[\s-]+certified", @"\ball images\b", @"\bother than satisfied\b", @"\bsatisfied\b", @"\bguarantee", @"fully secure"])
            {
                Assert.DoesNotMatch($"(?i){forbidden}", html);
                Assert.DoesNotMatch($"(?i){forbidden}", pdf);
            }
        }
    }

    private static EvidenceDraft Poison(string hostile)
    {
        var draft = SampleDraft.Make(1, 3);
        var facts = draft.Facts[0];
        return draft with
        {
            System = draft.System with { Name = hostile, Id = hostile },
            Subjects = [draft.Subjects[0] with { Reference = hostile, Platform = hostile }],
            Facts = [facts with { Facts = [.. facts.Facts.Select(fact => fact with { Value = Poison(fact.Value, hostile) })], Gaps = [.. facts.Gaps.Select(gap => gap with { Message = hostile })] }],
            Evaluation = draft.Evaluation with { Results = [.. draft.Evaluation.Results.Select(result => result with { Title = hostile, Reasons = [.. result.Reasons.Select(reason => reason with { Message = hostile, Item = hostile, Remedy = hostile })] })] },
            Signer = draft.Signer with { Subject = hostile, CertificateFingerprint = hostile },
            Limits = [hostile],
        };
    }

    private static FactValue Poison(FactValue value, string hostile) => value switch
    {
        PackageFact package => package with { Name = hostile, Version = hostile, Licence = hostile },
        CryptoModuleFact module => module with { Name = hostile, Path = hostile, ActivationReason = hostile, Sha256 = hostile, Version = Knowable<string>.Unknown(hostile) },
        SignatureFact signature => signature with { SignedDigest = hostile, Failures = [hostile], Signer = Knowable<string>.Known(hostile) },
        SbomFact sbom => sbom with { Location = hostile, Tools = [hostile], MissingPackages = Knowable<ImmutableArray<string>>.Known([hostile, hostile]) },
        HardeningFact hardening => hardening with { Shells = Knowable<ImmutableArray<string>>.Known([hostile]), SecretEnvNames = Knowable<ImmutableArray<string>>.Known([hostile]) },
        ProvenanceFact provenance => provenance with { BuilderId = hostile, SourceUri = Knowable<string>.Known(hostile) },
        _ => value,
    };
}
