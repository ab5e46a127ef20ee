using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom;

/// <summary>A software bill of materials, whatever its format. Texts are empty where the document states nothing.</summary>
public sealed record SbomDocument
{
    public required Locator Locator { get; init; }

    public required SbomFormat Format { get; init; }

    /// <summary><c>2.3</c>, <c>1.6</c>: the version of the format, without its name.</summary>
    public required string SpecVersion { get; init; }

    /// <summary>SPDX document name; name of CycloneDX' main component.</summary>
    public required string Name { get; init; }

    /// <summary>SPDX document namespace; CycloneDX serial number.</summary>
    public required string Namespace { get; init; }

    /// <summary>As written.</summary>
    public required string Created { get; init; }

    /// <summary>Persons and organizations, in the document's order; tools are not authors.</summary>
    public required ImmutableArray<string> Authors { get; init; }

    /// <summary>Tools with their version where stated, <c>name version</c> or as SPDX writes them.</summary>
    public required ImmutableArray<string> Tools { get; init; }

    /// <summary>Identifiers of the components that the document is about; empty when it does not say.</summary>
    public required ImmutableArray<string> Described { get; init; }

    /// <summary>Packages, files and others, nested ones after the one that holds them.</summary>
    public required ImmutableArray<SbomComponent> Components { get; init; }

    public required ImmutableArray<SbomRelationship> Relationships { get; init; }

    /// <summary>Who the document says made it, with tools, in the document's order.</summary>
    public ImmutableArray<SbomAgent> Creators { get; init; } = [];

    /// <summary>Licence of the document itself.</summary>
    public string DataLicence { get; init; } = "";

    /// <summary>CycloneDX: the version of this serial number; SPDX: empty, a new version has a new namespace.</summary>
    public string Version { get; init; } = "";

    /// <summary>When in the life of the software it was made, in lower case: CycloneDX life cycle phases, SPDX 3 kinds of SBOM, the word in an SPDX 2 creator comment.</summary>
    public ImmutableArray<string> Contexts { get; init; } = [];

    /// <summary>Comment of the creator, as written.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Whether the document carries a signature of itself, verified by nobody yet.</summary>
    public bool HasSignature { get; init; }

    /// <summary>Vulnerabilities that it lists.</summary>
    public int Vulnerabilities { get; init; }

    /// <summary>What the document says of how complete lists are, by the identifier that a list belongs to: <c>complete</c>, <c>incomplete</c>, <c>unknown</c>.</summary>
    public ImmutableSortedDictionary<string, string> Completeness { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Digests that name what is described; empty when the document names none.</summary>
    public required ImmutableArray<SbomSubjectDigest> SubjectDigests { get; init; }
}
