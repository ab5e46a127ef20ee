using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Scans;
using Compliance.Formats.Vulnerabilities.Vex;

namespace Compliance.Evidence.Collection.Vulnerabilities.Scans;

/// <summary>A file of the folder of findings as what it is: a scan, a VEX document, or both (CycloneDX).</summary>
internal sealed record GivenFinding(RawDocument Document, Reading<ScanReport>? Scan, Reading<VexDocument>? Vex);
