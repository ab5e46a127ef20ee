namespace Compliance.Formats.Benchmarks;

/// <summary>Forms in which benchmark results come.</summary>
public enum BenchmarkFormat
{
    /// <summary>XCCDF 1.1 or 1.2 (NIST IR 7275 r4), a Benchmark with its TestResult or a TestResult alone.</summary>
    Xccdf = 0,

    /// <summary>ARF 1.1 (NIST IR 7694): an asset-report-collection that holds XCCDF results.</summary>
    Arf = 1,

    /// <summary>Checklist of STIG Viewer 2 (XML).</summary>
    Ckl = 2,

    /// <summary>Checklist of STIG Viewer 3 (JSON).</summary>
    Cklb = 3,

    /// <summary>Heimdall data format, the JSON that InSpec prints.</summary>
    Hdf = 4,
}
