using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Workbooks;
using Compliance.Policy.Findings.Poam;
using Compliance.Reporting.Workbooks;
using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Compliance.Tests.Formats.Workbooks;

public sealed class WorkbookTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly string Headers = $"<row r=\"1\">{Inline("A1", "POAM ID")}{Inline("B1", "Weakness Name")}{Inline("C1", "CVE")}{Inline("D1", "Original Detection Date")}{Inline("E1", "Comments")}</row>";

    [Fact]
    public void Written_workbook_is_valid_for_the_sdk_and_reads_as_it_was_written()
    {
        var cells = PoamColumns.All.ToDictionary(name => name, name => PoamColumns.Dates.Contains(name) ? "2028-02-29" : $"=cmd|' /C calc'!A0 {name}", StringComparer.Ordinal);
        var book = new PoamBook([new PoamRow(cells.ToImmutableSortedDictionary(StringComparer.Ordinal), null)], [], [], []);
        var bytes = PoamWorkbook.Write(book, new PoamTotals(0, 1, 0, 0, 0, 0, 0, 0, 1), "T", "2026-03-31");
        using (var file = SpreadsheetDocument.Open(new MemoryStream(bytes), false))
        {
            Assert.Empty(new OpenXmlValidator().Validate(file).Select(error => error.Description));
            Assert.Empty(file.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>()));
        }

        var again = PoamReader.Read(bytes, "b", Limits.Default).Required().Open.Single();
        Assert.All(cells, cell => Assert.Equal(cell.Value, again[cell.Key]));
    }

    [Fact]
    public void Formula_is_text_and_no_evidence_of_a_date()
    {
        var reading = PoamReader.Read(
            Xlsx(Headers + $"<row r=\"2\">{Inline("A2", "P")}{Inline("C2", "CVE-2026-0001")}<c r=\"D2\"><f>TODAY()</f><v>46000</v></c><c r=\"E2\" t=\"str\"><f>HYPERLINK(\"http://x\")</f><v>x</v></c></row>"), "b", Limits.Default);
        var row = reading.Required().Open.Single();
        Assert.Equal("=TODAY()", row[PoamColumns.DetectionDate]);
        Assert.Null(row.Day(PoamColumns.DetectionDate));
        Assert.Equal(2, reading.Defects.Count(defect => defect.Code.ToString() == "BOOK-0004"));
    }

    [Fact]
    public void Dates_are_read_from_both_calendars()
    {
        DateOnly? Day(string serial, bool is1904 = false) =>
            PoamReader.Read(Xlsx(Headers + $"<row r=\"2\">{Inline("A2", "P")}<c r=\"D2\"><v>{serial}</v></c></row>", is1904), "b", Limits.Default).Required().Open[0].Day(PoamColumns.DetectionDate);
        Assert.Equal(new DateOnly(2024, 2, 29), Day("45351"));
        Assert.Equal(new DateOnly(2024, 2, 29), Day("43889", is1904: true));
        Assert.Null(Day("1e300"));
        Assert.Null(Day("-5"));
    }

    [Fact]
    public void Zip_bomb_is_refused_while_it_unpacks()
    {
        var refused = XlsxReader.Read(Xlsx($"<row r=\"1\">{Inline("A1", new string('a', 140 << 20))}</row>"), "b", Limits.Default);
        Assert.Equal("BOOK-0001", Assert.Single(refused.Defects).Code.ToString());
        Assert.Contains("128 MiB", refused.Defects[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>")]
    [InlineData("<worksheet><sheetData><row r=\"0\"/></sheetData></worksheet>")]
    [InlineData("<worksheet><sheetData><row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row></sheetData></worksheet>")]
    [InlineData("<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row></sheetData></worksheet>")]
    [InlineData("not xml")]
    public void Broken_sheet_is_refused(string sheet) =>
        Assert.Equal("BOOK-0001", Assert.Single(XlsxReader.Read(Package(false, ("xl/worksheets/sheet1.xml", sheet)), "b", Limits.Default).Defects).Code.ToString());

    [Fact]
    public void Macros_and_links_are_named_and_a_template_with_them_is_refused()
    {
        var bytes = Package(false, ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData/></worksheet>"), ("xl/vbaProject.bin", "x"), ("xl/externalLinks/externalLink1.xml", "<x/>"));
        Assert.Equal(2, XlsxReader.Read(bytes, "b", Limits.Default).Defects.Count(defect => defect.Code.ToString() == "BOOK-0006"));
        Assert.False(PoamTemplate.Fill(bytes, "t", PoamBook.Empty, Limits.Default).TryGet(out _));
    }

    [Fact]
    public void Template_keeps_what_is_no_item_and_gets_the_rows_where_its_headers_are()
    {
        var sheet = $"<row r=\"1\">{Inline("B1", "Our own logo")}</row><row r=\"3\">{Inline("B3", "CVE")}{Inline("C3", "POAM ID")}{Inline("D3", "Weakness Name")}{Inline("E3", "Comments")}{Inline("F3", "Controls (text)")}</row><row r=\"4\">{Inline("C4", "old")}</row>";
        var cells = ImmutableSortedDictionary<string, string>.Empty.Add(PoamColumns.Id, "V-1").Add(PoamColumns.Cve, "CVE-2026-0001").Add(PoamColumns.ServiceName, "web");
        var filled = PoamTemplate.Fill(Xlsx(sheet), "t", new PoamBook([new PoamRow(cells, null)], [], [], []), Limits.Default);
        var book = PoamReader.Read(filled.Required(), "t", Limits.Default).Required();
        Assert.Equal("V-1", Assert.Single(book.Open).Id);
        Assert.Equal("Our own logo", book.Preamble[0][0]);
        Assert.Contains(filled.Defects, defect => defect.Message.Contains("Service Name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a,\"b")]
    [InlineData("\"a\"b,c")]
    [InlineData("a\0b")]
    public void Broken_csv_is_refused(string text) =>
        Assert.Equal("BOOK-0007", Assert.Single(CsvReader.Read(Encoding.UTF8.GetBytes(text), "c", Limits.Default).Defects).Code.ToString());

    [Fact]
    public void Fields_come_back_as_they_were_and_none_is_active() => Gen.String[Gen.Char[" ='+-@,\"\nab1"], 0, 12].Array[1, 5].Sample(fields =>
    {
        var clean = fields.Select(field => field.Trim()).ToArray();
        var row = CsvReader.Read(Encoding.UTF8.GetBytes(CsvText.Line(clean)), "c", Limits.Default).Required().Sheets[0].Rows.SingleOrDefault();
        return clean.Select((field, index) => (row?.Text(index) ?? "") == field).All(same => same) && clean.All(field => !CsvText.IsActive(CsvText.Guard(field)));
    });

    [Theory]
    [InlineData("=1+1", true)]
    [InlineData("+cmd", true)]
    [InlineData("@SUM(A1)", true)]
    [InlineData("-2+3", true)]
    [InlineData("\uFF1D1", true)]
    [InlineData("-12.5", false)]
    [InlineData("'=1", false)]
    [InlineData("plain", false)]
    public void Text_that_a_spreadsheet_would_compute_is_known(string text, bool active) => Assert.Equal(active, CsvText.IsActive(text));

    private static string Inline(string reference, string text) => $"<c r=\"{reference}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private static byte[] Xlsx(string rows, bool is1904 = false) => Package(is1904, ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>"));

    private static byte[] Package(bool is1904, params (string Name, string Content)[] parts)
    {
        const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
        const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", $"<Types xmlns=\"{Types}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{Kind}.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{Kind}.worksheet+xml\"/></Types>");
            Add("_rels/.rels", $"<Relationships xmlns=\"{Relations}\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\">{(is1904 ? "<workbookPr date1904=\"1\"/>" : "")}<sheets><sheet name=\"Open POA&amp;M Items\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Relations}\"><Relationship Id=\"rId1\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            foreach (var (name, content) in parts) Add(name, content);

            void Add(string name, string content)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open());
                writer.Write(content);
            }
        }

        return stream.ToArray();
    }
}
