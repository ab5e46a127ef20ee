using System.Collections.Immutable;
using Compliance.Evidence.Raw;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Schemas;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>A document found in or beside an image, with what it is worth for that image.</summary>
/// <param name="Origin"><c>image</c>, <c>attached</c>, <c>attestation</c> or <c>given</c>.</param>
/// <param name="Signer">Who signed it.</param>
/// <param name="Subject">Which digest it names: <c>manifest</c>, <c>index</c>, <c>config</c> or <c>layer</c> of the image, <c>other</c>, or <c>none</c>.</param>
/// <param name="Defects">Defects of form that were tolerated.</param>
/// <param name="Missing">Installed packages that it does not name, <c>name version</c>; null when it is about something else, or what is installed is not completely known.</param>
public sealed record ImageSbomDocument(string Origin, string Location, SbomDocument Document, SbomSigner Signer, string Subject, int Defects, ImmutableArray<string>? Missing)
{
    /// <summary>Whether an accepted signature covers it; null where that is not known.</summary>
    public bool? Signed => Signer.Accepted.IsKnown ? Signer.Accepted.Value : null;

    /// <summary>What the schema of its format says of it; null when nothing is known.</summary>
    public SbomSchemaVerdict? Schema { get; init; }

    /// <summary>All of one image, by origin and location.</summary>
    public static ImmutableArray<ImageSbomDocument> Of(RawEvidence raw, RawImage image, CollectionContext context)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(context);
        var evidence = ImageEvidence.From(raw, image, context.Limits);
        return [.. ImageSboms.Of(evidence, context).Found.OrderBy(found => found.Origin, StringComparer.Ordinal).ThenBy(found => found.Location, StringComparer.Ordinal).Select(found =>
        {
            var reconciled = SbomReconciliation.Of(found, evidence, context.Limits);
            return new ImageSbomDocument(found.Origin, found.Location, found.Sbom, found.Signer, found.Subject, found.Defects, reconciled.IsKnown ? reconciled.Value.Missing : null) { Schema = found.Schema };
        })];
    }
}
