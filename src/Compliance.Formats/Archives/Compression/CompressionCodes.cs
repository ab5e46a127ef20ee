using Compliance.Formats.Reading;

namespace Compliance.Formats.Archives.Compression;

/// <summary>What can be wrong with compressed data; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class CompressionCodes
{
    public static readonly DiagnosticCode BadGzipHeader = new("GZIP-0001");
    public static readonly DiagnosticCode BadGzipBody = new("GZIP-0002");
    public static readonly DiagnosticCode GzipEndsEarly = new("GZIP-0003");
    public static readonly DiagnosticCode DataAfterGzip = new("GZIP-0004");
    public static readonly DiagnosticCode TooManyMembers = new("GZIP-0005");
    public static readonly DiagnosticCode BadZstd = new("ZSTD-0001");
    public static readonly DiagnosticCode ZstdEndsEarly = new("ZSTD-0002");
}
