namespace Compliance.Formats.Vulnerabilities.Vex;

/// <summary>The format that a document was written in.</summary>
public enum VexFormat
{
    /// <summary>OpenVEX 0.0.1 to 0.2.0.</summary>
    OpenVex = 0,

    /// <summary>CSAF 2.0 and 2.1, any profile with a status of products.</summary>
    Csaf = 1,

    /// <summary>CycloneDX 1.4 to 1.7, vulnerabilities with an analysis.</summary>
    CycloneDx = 2,
}
