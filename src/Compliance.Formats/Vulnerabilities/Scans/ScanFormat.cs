namespace Compliance.Formats.Vulnerabilities.Scans;

/// <summary>The format that a scan was written in.</summary>
public enum ScanFormat
{
    /// <summary>Trivy's JSON report, schema 2.</summary>
    Trivy = 0,

    /// <summary>Grype's JSON report.</summary>
    Grype = 1,

    /// <summary>SARIF 2.1.0.</summary>
    Sarif = 2,

    /// <summary>Predicate <c>cosign.sigstore.dev/attestation/vuln/v1</c>.</summary>
    CosignVuln = 3,

    /// <summary>Predicate <c>in-toto.io/attestation/vulns</c> v0.1 and v0.2.</summary>
    InTotoVulns = 4,

    /// <summary>CycloneDX 1.4 to 1.7 with vulnerabilities (BOV, VDR).</summary>
    CycloneDx = 5,
}
