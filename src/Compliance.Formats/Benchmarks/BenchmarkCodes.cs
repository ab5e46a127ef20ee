using Compliance.Formats.Reading;

namespace Compliance.Formats.Benchmarks;

/// <summary>What can be wrong with files of benchmark results.</summary>
public static class BenchmarkCodes
{
    /// <summary>None of the formats that are read.</summary>
    public static readonly DiagnosticCode UnknownFormat = new("BENCH-0001");

    /// <summary>Not well-formed XML, or XML with a document type or entities.</summary>
    public static readonly DiagnosticCode Malformed = new("BENCH-0002");

    /// <summary>Too large, too deep or too many rules.</summary>
    public static readonly DiagnosticCode Bounds = new("BENCH-0003");

    /// <summary>There are no results in it, or a rule without its name.</summary>
    public static readonly DiagnosticCode NoResults = new("BENCH-0004");

    /// <summary>A result word that the format does not have: counted as unknown.</summary>
    public static readonly DiagnosticCode UnknownWord = new("BENCH-0005");
}
