namespace Compliance.Formats.Vulnerabilities.Feeds;

/// <summary>What a feed tells. The names are those of the command line and of packages.</summary>
public enum FeedKind
{
    /// <summary>Security databases of apk distributions: what was fixed, by source package.</summary>
    Secdb = 0,

    /// <summary>Records of the Open Source Vulnerability format.</summary>
    Osv = 1,

    /// <summary>CISA's catalog of known exploited vulnerabilities.</summary>
    Kev = 2,

    /// <summary>FIRST's scores of how likely exploitation is.</summary>
    Epss = 3,

    /// <summary>CISA's decision points (Vulnrichment): automatable, technical impact.</summary>
    Ssvc = 4,

    /// <summary>CVSS scores as the National Vulnerability Database states them.</summary>
    Cvss = 5,

    /// <summary>Until when releases of a product are supported.</summary>
    Eol = 6,
}
