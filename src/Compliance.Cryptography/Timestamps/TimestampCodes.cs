using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Timestamps;

/// <summary>Checks of RFC 3161 timestamps; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class TimestampCodes
{
    public static readonly DiagnosticCode Structure = new("TSP-0001");
    public static readonly DiagnosticCode Imprint = new("TSP-0002");
    public static readonly DiagnosticCode Authority = new("TSP-0003");

    /// <summary>An authority's answer to a request.</summary>
    public static readonly DiagnosticCode Reply = new("TSP-0004");
}
