using System.Collections.Immutable;
using Compliance.Formats.Sbom.Schemas;

namespace Compliance.Formats.Sbom.Profiles;

/// <summary>A document as checks see it.</summary>
/// <param name="Signed">Whether somebody's signature over the document was accepted; null when nobody looked.</param>
/// <param name="Defects">Defects of form that were tolerated.</param>
/// <param name="Covered">What a comparison with the software showed: null when there was none, empty when everything is listed, else what is missing.</param>
public sealed record SbomChecked(SbomDocument Document, bool? Signed, int Defects, ImmutableArray<string>? Covered)
{
    private readonly HashSet<string> related =
        [.. Document.Relationships.SelectMany(one => new[] { one.From, one.To }), .. Document.Described];

    /// <summary>What the schema of its format says of it; null when nothing is known.</summary>
    public SbomSchemaVerdict? Schema { get; init; }

    /// <summary>Packages; files are not components that rules speak of.</summary>
    public IEnumerable<SbomComponent> Components => Document.Components.Where(component => !component.IsFile);

    public IEnumerable<SbomComponent> Primary => Document.Components.Where(component => Document.Described.Contains(component.Id));

    public bool IsRelated(SbomComponent component) => component.Id.Length > 0 && related.Contains(component.Id);
}
