using Compliance.Formats.Reading;

namespace Compliance.Policy.Benchmarks;

/// <summary>Why imported benchmark results are a gap; <c>docs/diagnostics.md</c> lists cause and cure.</summary>
public static class BenchmarkGapCodes
{
    public static readonly DiagnosticCode Unreadable = new("BENCH-0101");

    /// <summary>The results are about an image that is not audited.</summary>
    public static readonly DiagnosticCode OtherImage = new("BENCH-0102");

    /// <summary>The results file names other digests than the import.</summary>
    public static readonly DiagnosticCode OtherTarget = new("BENCH-0103");

    public static readonly DiagnosticCode Expired = new("BENCH-0104");

    /// <summary>Tested after the judged day.</summary>
    public static readonly DiagnosticCode NotYet = new("BENCH-0105");

    /// <summary>The results file is missing, or has another digest.</summary>
    public static readonly DiagnosticCode Content = new("BENCH-0106");

    /// <summary>Rules are said to be not applicable, and nothing says why: they count as unknown.</summary>
    public static readonly DiagnosticCode NoRationale = new("BENCH-0107");

    /// <summary>The file does not say which benchmark, in which version.</summary>
    public static readonly DiagnosticCode Unidentified = new("BENCH-0108");
}
