namespace Compliance.Formats.Vulnerabilities.Advisories;

/// <summary>How bad, on a named scale: <c>CVSS_V2</c>, <c>CVSS_V3</c> and <c>CVSS_V4</c> with the vector as score, or a scale of the publisher.</summary>
public sealed record AdvisorySeverity(string Type, string Score);
