using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>One software bill of materials that came with the image, was attached to it, or was given by the caller.</summary>
public sealed record SbomFact : FactValue
{
    public override FactKind Kind => FactKind.Sbom;

    /// <summary><c>spdx</c> or <c>cyclonedx</c>.</summary>
    public required string Format { get; init; }

    public required string SpecVersion { get; init; }

    /// <summary>Digest of the document's bytes.</summary>
    public required string Digest { get; init; }

    /// <summary><c>image</c> (a file in it), <c>attached</c> (beside it), <c>attestation</c> (a signed statement's predicate) or <c>given</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Path, digest or file name, by origin.</summary>
    public required string Location { get; init; }

    /// <summary>Whether the document says that it describes this image: true, false, or unknown when it names no digest.</summary>
    public required Knowable<bool> DescribesImage { get; init; }

    /// <summary>Whether an accepted signature covers the document.</summary>
    public required Knowable<bool> Signed { get; init; }

    /// <summary><c>verified</c>, <c>failed</c>, <c>indeterminate</c>, or <c>none</c> where nobody signed it; unknown without the caller's trust, and where no signature was asked for.</summary>
    public Knowable<string> Signature { get; init; } = Knowable<string>.Unknown("not asked");

    /// <summary>Name of the caller's key, certificate or identity that verified the signature; unknown when none did.</summary>
    public Knowable<string> Signer { get; init; } = Knowable<string>.Unknown("not asked");

    /// <summary><c>sha256:</c> and the hex SHA-256 of the SubjectPublicKeyInfo of the key that verified it.</summary>
    public Knowable<string> KeyFingerprint { get; init; } = Knowable<string>.Unknown("not asked");

    /// <summary>Holder and issuer as the signing certificate names them, only as good as <see cref="Signature"/>; empty without a certificate.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>Why signatures of the document were not accepted, each <c>CODE: sentence</c>.</summary>
    public ImmutableArray<string> SignatureFailures { get; init; } = [];

    public required string Created { get; init; }

    public required ImmutableArray<string> Authors { get; init; }

    public required ImmutableArray<string> Tools { get; init; }

    public required long Components { get; init; }

    public required long Relationships { get; init; }

    public required long ComponentsWithoutVersion { get; init; }

    public required long ComponentsWithoutSupplier { get; init; }

    public required long ComponentsWithoutIdentifier { get; init; }

    public required long ComponentsWithoutLicence { get; init; }

    public required long ComponentsWithoutHash { get; init; }

    /// <summary>Packages of the image's databases that the document does not name with their version.</summary>
    public required Knowable<ImmutableArray<string>> MissingPackages { get; init; }

    /// <summary>Which digest the document, or the statement around it, names: <c>manifest</c>, <c>index</c>, <c>config</c> or <c>layer</c> of the image, <c>other</c>, or <c>none</c>.</summary>
    public string Subject { get; init; } = "none";

    /// <summary>Packages that the image's databases list.</summary>
    public Knowable<long> PackagesInstalled { get; init; } = Knowable<long>.Unknown("not compared");

    /// <summary>Those of them that the document names with their version.</summary>
    public Knowable<long> PackagesNamed { get; init; } = Knowable<long>.Unknown("not compared");

    /// <summary>Packages of a distribution that the document names and no database of the image lists.</summary>
    public Knowable<ImmutableArray<string>> NotInstalled { get; init; } = Knowable<ImmutableArray<string>>.Unknown("not compared");

    /// <summary>Packages that are installed with another version than the document names.</summary>
    public Knowable<ImmutableArray<string>> VersionsDiffer { get; init; } = Knowable<ImmutableArray<string>>.Unknown("not compared");

    /// <summary>Packages whose package URL names another distribution or architecture than the image's database.</summary>
    public Knowable<ImmutableArray<string>> PurlsDiffer { get; init; } = Knowable<ImmutableArray<string>>.Unknown("not compared");

    /// <summary>The schema of its own format that the document was judged by, <c>file name sha256:…</c>; empty when there is none for such a document.</summary>
    public string Schema { get; init; } = "";

    /// <summary>Places where the document breaks that schema: 0 is valid. Unknown without a schema.</summary>
    public Knowable<long> SchemaErrors { get; init; } = Knowable<long>.Unknown("no schema is for such a document");

    /// <summary>Defects of form that were tolerated while reading.</summary>
    public required long Defects { get; init; }
}
