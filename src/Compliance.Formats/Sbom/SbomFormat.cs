namespace Compliance.Formats.Sbom;

/// <summary>A family of SBOM documents.</summary>
public enum SbomFormat
{
    Spdx = 0,
    CycloneDx = 1,
}
