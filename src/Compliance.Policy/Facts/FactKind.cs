namespace Compliance.Policy.Facts;

/// <summary>What a fact is about. Each kind is one list (or one value) that policies see; <c>docs/facts.md</c> describes them.</summary>
public enum FactKind
{
    /// <summary>One <see cref="ImageFact"/> for each image.</summary>
    Image = 0,
    Package = 1,
    Sbom = 2,
    Signature = 3,
    Attestation = 4,
    Provenance = 5,
    CryptoModule = 6,
    Vulnerability = 7,

    /// <summary>One <see cref="HardeningFact"/> for each image.</summary>
    Hardening = 8,

    /// <summary>A <see cref="PopulationFact"/>: how many of something there are, counted from another source than the list itself.</summary>
    Population = 9,

    /// <summary>A <see cref="DeclarationFact"/>: what the system file states about the image.</summary>
    Declaration = 10,

    /// <summary>One <see cref="FilesFact"/> for each image.</summary>
    Files = 11,

    /// <summary>A <see cref="ProbeFact"/>: what a program of the image answered when it was run.</summary>
    Probe = 12,

    /// <summary>A <see cref="CatalogFact"/>: data that verdicts rest on, with digest and day.</summary>
    Catalog = 13,

    /// <summary>A <see cref="ScanFact"/>: a scan of the image for vulnerabilities, by the feeds or by another tool.</summary>
    Scan = 14,
}
