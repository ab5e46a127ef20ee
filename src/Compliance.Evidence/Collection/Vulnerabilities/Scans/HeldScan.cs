using Compliance.Evidence.Raw;
using Compliance.Formats.Vulnerabilities.Scans;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Vulnerabilities.Scans;

/// <summary>A scan that came with the audit.</summary>
/// <param name="IsAboutImage">Whether it names the image's digest, that of its index or of its configuration; unknown when it names no digest.</param>
/// <param name="Signer">Who attested it; empty when nobody did.</param>
internal sealed record HeldScan(ScanReport Report, RawDocument Document, Knowable<bool> IsAboutImage, string Signer)
{
    /// <summary>Tool and file, for people.</summary>
    public string Label => $"{(Report.Tool.Length > 0 ? Report.Tool : "a scanner")}{(Report.ToolVersion.Length > 0 ? $" {Report.ToolVersion}" : "")} ({Document.Item.Origin})";
}
