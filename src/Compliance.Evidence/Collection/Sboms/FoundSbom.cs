using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Schemas;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>One SBOM that was found, in, beside or given for an image.</summary>
/// <param name="Origin"><c>image</c>, <c>attached</c>, <c>attestation</c> or <c>given</c>.</param>
/// <param name="Location">Path, digest or file name, by origin.</param>
/// <param name="Document">The document, or the envelope that holds it.</param>
/// <param name="Subject">Which digest it names: <c>manifest</c>, <c>index</c>, <c>config</c> or <c>layer</c> of the image, <c>other</c>, or <c>none</c>.</param>
/// <param name="DescribesImage">Whether the document, or the statement around it, is about the image.</param>
/// <param name="Signer">Who signed it.</param>
/// <param name="Defects">How many defects of form were tolerated.</param>
internal sealed record FoundSbom(
    string Origin, string Location, RawDocument Document, SbomDocument Sbom, string Subject, Knowable<bool> DescribesImage, SbomSigner Signer, int Defects)
{
    private SbomPackages? packages;

    /// <summary>What the schema of its format says of it; null when nothing is known.</summary>
    public SbomSchemaVerdict? Schema { get; init; }

    /// <summary>What it lists, for comparing with package databases.</summary>
    public SbomPackages Packages => packages ??= new SbomPackages(Sbom);
}
