using System.Collections.Immutable;

namespace Compliance.Policy.Facts.Schema;

/// <summary>
/// The one table of what policies see of facts. Expressions' types, facts in packages, the JSON schema and <c>docs/facts.md</c> are all made
/// from it.
/// </summary>
public static class FactSchema
{
    /// <summary>In the order of <see cref="FactKind"/>.</summary>
    public static ImmutableArray<FactKindSchema> Kinds { get; } =
    [
        new(FactKind.Image, "Image", "image", "image", "The image as its manifest, index and configuration describe it.", ImageFields.Image),
        new(FactKind.Package, "Package", "packages", "package", "Packages that a package database of the image says are installed.", ImageFields.Package),
        new(FactKind.Sbom, "Sbom", "sboms", "sbom", "Software bills of materials in the image, attached to it, attested or given.", SupplyChainFields.Sbom),
        new(FactKind.Signature, "Signature", "signatures", "signature", "Signatures over the image manifest or its index, good and bad.", SupplyChainFields.Signature),
        new(FactKind.Attestation, "Attestation", "attestations", "attestation", "In-toto statements attached to the image.", SupplyChainFields.Attestation),
        new(FactKind.Provenance, "Provenance", "provenance", "provenance", "Build provenance (SLSA) that attestations of the image carry.", SupplyChainFields.Provenance),
        new(FactKind.CryptoModule, "CryptoModule", "cryptoModules", "module", "Cryptographic modules found in the image.", SecurityFields.CryptoModule),
        new(FactKind.Vulnerability, "Vulnerability", "vulnerabilities", "vulnerability", "Known vulnerabilities matched to packages of the image.", SecurityFields.Vulnerability),
        new(FactKind.Hardening, "Hardening", "hardening", "hardening", "What configuration and files say about the image's attack surface.", ImageFields.Hardening),
        new(FactKind.Population, "Population", "populations", "population", "Independent counts. Expressions see them as counts.<name>, not as a list.", SecurityFields.Population),
        new(FactKind.Declaration, "Declaration", "declarations", "declaration", "What the system file and the node inventory state about the image; not collected without a system file.", DeclarationFields.Declaration),
        new(FactKind.Files, "Files", "files", "files", "Where each regular file of the image comes from: its classes, with the files that nothing explains.", FileFields.Files),
        new(FactKind.Probe, "Probe", "probes", "probe", "What programs of the image answered in a sandbox; empty when no probe was asked for.", ProbeFields.Probe),
        new(FactKind.Catalog, "Catalog", "catalogs", "catalog", "Data that verdicts rest on: the list of CMVP certificates, with its digest and its day.", SecurityFields.Catalog),
        new(FactKind.Scan, "Scan", "scans", "scan", "Scans of the image for vulnerabilities: the look-up in feeds, and those of other tools.", SecurityFields.Scan),
    ];

    /// <summary>Fields of <c>counts</c>: the independent counts that collectors may state, each unknown until one does.</summary>
    public static ImmutableArray<CountField> Counts { get; } =
    [
        new("packages", "Packages, counted from the database's raw records."),
        new("sboms", "SBOM documents, counted from file names, media types and predicate types, readable or not."),
        new("signatures", "Signatures, counted from the layers of signature manifests and from referrers."),
        new("attestations", "Attestations, counted from manifests and referrers."),
        new("provenance", "Attestations whose predicate type says provenance."),
        new("cryptoModules", "Files that hold a cryptographic module, counted from the image's file list."),
        new("integrityValues", "Cryptographic modules that carry an integrity value, counted from file names and contents."),
        new("reachableCryptoModules", "Cryptographic modules that something in the image can load, counted from the load graph."),
        new("vulnerabilities", "Matches that the vulnerability feeds report."),
    ];

    /// <exception cref="ArgumentOutOfRangeException">Not a fact kind.</exception>
    public static FactKindSchema Of(FactKind kind) => (uint)kind < (uint)Kinds.Length ? Kinds[(int)kind] : throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
}
