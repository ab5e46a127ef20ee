using Compliance.Policy.Facts;

namespace Compliance.Reporting.Sections;

/// <summary>What the kinds of fact are called in reports.</summary>
internal static class KindWords
{
    public static string Singular(FactKind kind) => kind switch
    {
        FactKind.Image => "image",
        FactKind.Package => "package",
        FactKind.Sbom => "SBOM",
        FactKind.Signature => "signature",
        FactKind.Attestation => "attestation",
        FactKind.Provenance => "provenance",
        FactKind.CryptoModule => "cryptographic module",
        FactKind.Vulnerability => "vulnerability",
        FactKind.Hardening => "hardening",
        FactKind.Population => "count",
        FactKind.Declaration => "declaration of the system file",
        FactKind.Files => "origin of files",
        FactKind.Probe => "probe",
        FactKind.Catalog => "catalog",
        FactKind.Scan => "scan",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
