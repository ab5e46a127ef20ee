using Compliance.Formats.Reading;

namespace Compliance.Evidence.Verification;

/// <summary>Checks of packages; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class PackageCodes
{
    public static readonly DiagnosticCode Container = new("PKG-0101");
    public static readonly DiagnosticCode MediaType = new("PKG-0102");
    public static readonly DiagnosticCode Order = new("PKG-0103");
    public static readonly DiagnosticCode MissingEntry = new("PKG-0104");
    public static readonly DiagnosticCode StrangeEntry = new("PKG-0105");
    public static readonly DiagnosticCode Manifest = new("PKG-0201");
    public static readonly DiagnosticCode ManifestSet = new("PKG-0202");
    public static readonly DiagnosticCode Digest = new("PKG-0203");
    public static readonly DiagnosticCode Packed = new("PKG-0204");
    public static readonly DiagnosticCode Bag = new("PKG-0205");
    public static readonly DiagnosticCode Description = new("PKG-0206");
    public static readonly DiagnosticCode DescribedFiles = new("PKG-0207");
    public static readonly DiagnosticCode EvidenceRoot = new("PKG-0208");
    public static readonly DiagnosticCode Identity = new("PKG-0209");
    public static readonly DiagnosticCode RawIndex = new("PKG-0210");
    public static readonly DiagnosticCode RawDocuments = new("PKG-0211");
    public static readonly DiagnosticCode Evaluator = new("PKG-0212");
    public static readonly DiagnosticCode RawChain = new("PKG-0213");
    public static readonly DiagnosticCode DescribedSigner = new("PKG-0301");
    public static readonly DiagnosticCode Timestamp = new("PKG-0401");
    public static readonly DiagnosticCode TimeOrder = new("PKG-0402");
    public static readonly DiagnosticCode EvaluatedDay = new("PKG-0403");
    public static readonly DiagnosticCode Facts = new("PKG-0501");
    public static readonly DiagnosticCode Statement = new("PKG-0502");
    public static readonly DiagnosticCode Reperformance = new("PKG-0503");
    public static readonly DiagnosticCode Results = new("PKG-0601");
    public static readonly DiagnosticCode Verdicts = new("PKG-0602");
    public static readonly DiagnosticCode Counts = new("PKG-0603");
    public static readonly DiagnosticCode CarriedOnly = new("PKG-0604");
    public static readonly DiagnosticCode Reports = new("PKG-0701");
    public static readonly DiagnosticCode Ledger = new("PKG-0801");
}
