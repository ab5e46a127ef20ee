using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom;

/// <summary>
/// One package, file or other component. Texts are empty where the document states nothing or says <c>NOASSERTION</c>.
/// </summary>
public sealed record SbomComponent
{
    private readonly Locator? locator;

    /// <summary>Place of the component in the document, as a JSON Pointer; for a document that is made, what it comes from.</summary>
    public Locator Locator
    {
        get => locator ?? Place.Locator;
        init => locator = value;
    }

    /// <summary>The same for an item of a list, instead of <see cref="Locator"/>: large documents have a hundred thousand, and defects are few.</summary>
    public ListPlace Place { get; init; } = new("", "", 0);

    /// <summary>SPDX identifier or CycloneDX bom-ref.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>CycloneDX group; empty for SPDX.</summary>
    public string Group { get; init; } = "";

    /// <summary>SPDX primary package purpose or CycloneDX type in lower case with hyphens: <c>library</c>, <c>container</c>, <c>operating-system</c>, <c>file</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Package URLs as written.</summary>
    public ImmutableArray<string> Purls { get; init; } = [];

    public ImmutableArray<string> Cpes { get; init; } = [];

    /// <summary>Who distributes it: SPDX supplier, CycloneDX supplier or publisher.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Who made it: SPDX originator, CycloneDX manufacturer, authors.</summary>
    public string Producer { get; init; } = "";

    /// <summary>What the author of the document concluded, else what the component declares.</summary>
    public string Licence { get; init; } = "";

    public ImmutableArray<SbomHash> Hashes { get; init; } = [];

    /// <summary>What the component says itself, as written; <c>NONE</c> and <c>NOASSERTION</c> stay.</summary>
    public string DeclaredLicence { get; init; } = "";

    /// <summary>What the author of the document concluded, as written; <c>NONE</c> and <c>NOASSERTION</c> stay.</summary>
    public string ConcludedLicence { get; init; } = "";

    public string Copyright { get; init; } = "";

    /// <summary>As written; <c>NOASSERTION</c> stays. CycloneDX: the external reference of type <c>distribution</c>.</summary>
    public string DownloadLocation { get; init; } = "";

    /// <summary>Name of the file that the component is shipped as.</summary>
    public string FileName { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>Mail address or URL by which the producer, else the supplier, can be reached.</summary>
    public string Contact { get; init; } = "";

    /// <summary>CycloneDX properties, or what SPDX 3 calls extensions, in the document's order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Properties { get; init; } = [];

    /// <summary>Members in which the document says that it does not know (<c>NOASSERTION</c>, <c>unknown</c>), by the name of this record's member in lower case.</summary>
    public ImmutableArray<string> StatedUnknown { get; init; } = [];

    /// <summary>A file rather than a package.</summary>
    public bool IsFile => Kind == "file";
}
