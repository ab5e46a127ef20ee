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

    /// <summary>Digests that name what is described; empty when the document names none.</summary>
    public required ImmutableArray<SbomSubjectDigest> SubjectDigests { get; init; }
}
