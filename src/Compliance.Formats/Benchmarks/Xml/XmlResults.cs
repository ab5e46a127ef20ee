using System.Collections.Immutable;
using System.Xml;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Benchmarks.Xml;

/// <summary>Walks an XML document once and hands the parts that hold results to their readers.</summary>
internal sealed class XmlResults(XmlReader reader, string document, Limits limits, DefectCollector defects)
{
    private static readonly string[] XccdfNamespaces = ["http://checklists.nist.gov/xccdf/1.2", "http://checklists.nist.gov/xccdf/1.1"];

    private const string ArfNamespace = "http://scap.nist.gov/schema/asset-reporting-format/1.1";

    private readonly ImmutableArray<BenchmarkReport>.Builder reports = ImmutableArray.CreateBuilder<BenchmarkReport>();
    private readonly Dictionary<string, string> versions = new(StringComparer.Ordinal);
    private BenchmarkFormat? format;
    private string firstComment = "";
    private string benchmark = "";

    public DefectCollector Defects => defects;

    public Locator Place => new(document, Line: ((IXmlLineInfo)reader).LineNumber, Column: ((IXmlLineInfo)reader).LinePosition);

    public ImmutableArray<BenchmarkReport> Read()
    {
        while (Next())
        {
            if (reader.NodeType == XmlNodeType.Comment && firstComment.Length == 0) firstComment = reader.Value;
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (format is null && !Recognize()) return [];
            if (format == BenchmarkFormat.Ckl) ReadCkl();
            else ReadScap();
        }

        return reports.ToImmutable();
    }

    /// <summary>Reads on; false at the end, or, with a defect, when the document is deeper than is read.</summary>
    public bool Next()
    {
        if (!reader.Read()) return false;
        if (reader.Depth <= limits.MaxDepth) return true;
        defects.Add(BenchmarkCodes.Bounds, Place, $"nested deeper than {limits.MaxDepth}");
        return false;
    }

    /// <summary>Hands every element below the current one to a visitor, which must not read beyond the element's own text.</summary>
    public void Children(Action visit)
    {
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (Next() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element) visit();
        }
    }

    /// <summary>The text inside the current element and all below it, cut; the reader stands at its end.</summary>
    public string Text()
    {
        if (reader.IsEmptyElement) return "";
        var depth = reader.Depth;
        var text = new System.Text.StringBuilder();
        while (Next() && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && text.Length < BenchmarkRule.MaxText * 2) text.Append(reader.Value.AsSpan(0, Math.Min(reader.Value.Length, BenchmarkRule.MaxText * 2)));
        }

        return RuleList.Cut(text.ToString());
    }

    private bool Recognize()
    {
        format = (reader.NamespaceURI, reader.LocalName) switch
        {
            (ArfNamespace, "asset-report-collection") => BenchmarkFormat.Arf,
            ("", "CHECKLIST") => BenchmarkFormat.Ckl,
            var (space, name) when XccdfNamespaces.Contains(space) && name is "Benchmark" or "TestResult" => BenchmarkFormat.Xccdf,
            _ => null,
        };
        if (format is null) defects.Add(BenchmarkCodes.UnknownFormat, Place, $"the root is {{{reader.NamespaceURI}}}{reader.LocalName}: neither XCCDF, ARF nor CKL");
        return format is not null;
    }

    private void ReadScap()
    {
        if (!XccdfNamespaces.Contains(reader.NamespaceURI)) return;
        if (reader.LocalName == "Benchmark") benchmark = reader.GetAttribute("id") ?? "";
        else if (reader.LocalName == "version" && benchmark.Length > 0) versions.TryAdd(benchmark, Text());
        else if (reader.LocalName == "TestResult") reports.Add(new XccdfResult(this, reader, new RuleList(format!.Value, defects)).Read(benchmark, versions));
    }

    private void ReadCkl()
    {
        if (reader.LocalName == "iSTIG") reports.Add(new CklResults(this, reader, new RuleList(BenchmarkFormat.Ckl, defects)).Read(target, firstComment));
        else if (reader.LocalName is "HOST_NAME" or "HOST_FQDN" or "TARGET_COMMENT" && Text() is { Length: > 0 } text) target = target.Length == 0 ? text : $"{target} {text}";
    }

    private string target = "";
}
