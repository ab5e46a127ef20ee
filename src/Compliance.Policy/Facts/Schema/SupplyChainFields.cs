using System.Collections.Immutable;

namespace Compliance.Policy.Facts.Schema;

/// <summary>Fields of the kinds that say who made the image, from what, and who says so.</summary>
internal static class SupplyChainFields
{
    public static ImmutableArray<FactField> Sbom { get; } = new FieldListing<SbomFact>()
        .Add("format", fact => fact.Format, "spdx or cyclonedx.")
        .Add("specVersion", fact => fact.SpecVersion, "Version of the format's specification.")
        .Add("digest", fact => fact.Digest, "Digest of the document's bytes.")
        .Add("origin", fact => fact.Origin, "image (a file in it), attached (beside it), attestation (a statement's predicate) or given.")
        .Add("location", fact => fact.Location, "Path, digest or file name, by origin.")
        .Add("describesImage", fact => fact.DescribesImage, "Whether the document says that it describes this image; unknown when it names no digest.")
        .Add("signed", fact => fact.Signed, "Whether an accepted signature covers the document.")
        .Add("created", fact => fact.Created, "When the document says it was made, RFC 3339; empty when it does not say.")
        .Add("authors", fact => fact.Authors, "Who the document says made it.")
        .Add("tools", fact => fact.Tools, "Tools that the document says made it.")
        .Add("components", fact => fact.Components, "Components that the document lists.")
        .Add("relationships", fact => fact.Relationships, "Relationships that the document lists.")
        .Add("componentsWithoutVersion", fact => fact.ComponentsWithoutVersion, "Components without a version.")
        .Add("componentsWithoutSupplier", fact => fact.ComponentsWithoutSupplier, "Components without a supplier.")
        .Add("componentsWithoutIdentifier", fact => fact.ComponentsWithoutIdentifier, "Components without a package URL, CPE or other unique identifier.")
        .Add("componentsWithoutLicence", fact => fact.ComponentsWithoutLicence, "Components without a licence.")
        .Add("componentsWithoutHash", fact => fact.ComponentsWithoutHash, "Components without a hash.")
        .Add("missingPackages", fact => fact.MissingPackages, "Packages of the image's databases that the document does not name with their version.")
        .Add("defects", fact => fact.Defects, "Defects of form that were tolerated while the document was read.")
        .ToFields();

    public static ImmutableArray<FactField> Signature { get; } = new FieldListing<SignatureFact>()
        .Add("format", fact => fact.Format, "cosign-simplesigning or dsse.")
        .Add("signedDigest", fact => fact.SignedDigest, "Digest that the signed bytes name.")
        .Add("covers", fact => fact.Covers, "Which digest was signed: manifest or index; empty when neither.")
        .Add("outcome", fact => fact.Outcome, "verified, failed or indeterminate; unknown without the caller's trust.")
        .Add("signer", fact => fact.Signer, "Name of the caller's key or certificate that verified it.")
        .Add("signerAllowed", fact => fact.SignerAllowed, "Whether the caller allows this signer to sign images.")
        .Add("keyFingerprint", fact => fact.KeyFingerprint, "sha256: and the hex SHA-256 of the key's SubjectPublicKeyInfo.")
        .Add("algorithm", fact => fact.Algorithm, "For example ecdsa-p256-sha256 or rsa-3072-sha256.")
        .Add("algorithmApproved", fact => fact.AlgorithmApproved, "Whether algorithm and key size are approved (FIPS 186-5, FIPS 180-4).")
        .Add("failures", fact => fact.Failures, "The checks that did not pass, each with its code.")
        .ToFields();

    public static ImmutableArray<FactField> Attestation { get; } = new FieldListing<AttestationFact>()
        .Add("predicateType", fact => fact.PredicateType, "Predicate type of the statement.")
        .Add("statementType", fact => fact.StatementType, "Type of the statement itself.")
        .Add("subjectMatches", fact => fact.SubjectMatches, "Whether a subject of the statement has the image's (or its index's) digest.")
        .Add("outcome", fact => fact.Outcome, "verified, failed or indeterminate; unknown without the caller's trust.")
        .Add("signer", fact => fact.Signer, "Name of the caller's key or certificate that verified it.")
        .Add("signerAllowed", fact => fact.SignerAllowed, "Whether the caller allows this signer to attest this predicate type.")
        .Add("algorithm", fact => fact.Algorithm, "For example ecdsa-p256-sha256.")
        .Add("algorithmApproved", fact => fact.AlgorithmApproved, "Whether algorithm and key size are approved (FIPS 186-5, FIPS 180-4).")
        .Add("failures", fact => fact.Failures, "The checks that did not pass, each with its code.")
        .ToFields();

    public static ImmutableArray<FactField> Provenance { get; } = new FieldListing<ProvenanceFact>()
        .Add("predicateType", fact => fact.PredicateType, "For example https://slsa.dev/provenance/v1.")
        .Add("builderId", fact => fact.BuilderId, "Who built it, as the statement says.")
        .Add("buildType", fact => fact.BuildType, "How it was built, as the statement says.")
        .Add("sourceUri", fact => fact.SourceUri, "Where the source came from.")
        .Add("sourceDigest", fact => fact.SourceDigest, "The digest that pins the source, algorithm:hex.")
        .Add("dependencies", fact => fact.Dependencies, "Materials or resolved dependencies named.")
        .Add("dependenciesWithDigest", fact => fact.DependenciesWithDigest, "How many of them have a digest.")
        .Add("subjectMatches", fact => fact.SubjectMatches, "Whether a subject of the statement has the image's (or its index's) digest.")
        .Add("outcome", fact => fact.Outcome, "Outcome of the attestation's signature: verified, failed or indeterminate.")
        .Add("signer", fact => fact.Signer, "Name of the caller's key or certificate that verified it.")
        .Add("signerAllowed", fact => fact.SignerAllowed, "Whether the caller allows this signer to attest provenance.")
        .Add("builderTrusted", fact => fact.BuilderTrusted, "Whether the caller's trust lists this builder for this signer.")
        .Add("buildLevel", fact => fact.BuildLevel, "SLSA build level that the caller's trust states of this builder; 0 when the builder is not trusted.")
        .ToFields();
}
