using Compliance.Evidence.Collection.Sboms;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>SBOMs in, beside and given for the image: how complete they are, and whether they name what the package databases list.</summary>
public sealed class SbomCollector : ICollector
{
    public string Id => "sbom@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        var sboms = ImageSboms.Of(image, context);
        facts.Cover(FactKind.Sbom, sboms.IsEnumerated ? Coverage.Complete : Coverage.Partial);
        facts.Gaps(FactKind.Sbom, sboms.Gaps);
        foreach (var sbom in sboms.Found.OrderBy(sbom => sbom.Origin, StringComparer.Ordinal).ThenBy(sbom => sbom.Location, StringComparer.Ordinal))
        {
            var source = new FactSource(sbom.Document.Item.Sha256, sbom.Sbom.Locator with { Document = sbom.Document.Item.Origin });
            facts.Add($"{sbom.Origin}/{sbom.Location}", Fact(sbom, image, context.Limits), source, Reperformance.Rederived);
        }

        // Without an enumeration of what lies beside the image, a count would be too small.
        if (!sboms.IsEnumerated) return;
        var count = new PopulationFact { Name = "sboms", Count = sboms.Count, CountedFrom = "names of files in the image, media types and predicate types beside it, and files given" };
        facts.Add("sboms", count, new FactSource(image.Manifest.Item.Sha256, image.Manifest.Locate()), Reperformance.FromInventory);
    }

    private static SbomFact Fact(FoundSbom found, ImageEvidence image, Limits limits)
    {
        var sbom = found.Sbom;
        var reconciled = SbomReconciliation.Of(found, image, limits);
        var described = sbom.Described.ToHashSet(StringComparer.Ordinal);
        // Files, and the image with its layers, are not components that a reader would look for a supplier or licence of; a document that describes several things
        // names its components that way, and has no root to leave out.
        var components = sbom.Components.Where(component => !component.IsFile && component.Kind != "container" && !(described.Count == 1 && described.Contains(component.Id))).ToList();
        return new SbomFact
        {
            Format = sbom.Format == SbomFormat.Spdx ? "spdx" : "cyclonedx",
            SpecVersion = sbom.SpecVersion,
            Digest = found.Document.Item.Sha256.ToString(),
            Origin = found.Origin,
            Location = found.Location,
            DescribesImage = found.DescribesImage,
            Signed = found.Signer.Accepted,
            Signature = found.Signer.Outcome,
            Signer = found.Signer.Name,
            KeyFingerprint = found.Signer.KeyFingerprint,
            Certificate = found.Signer.Certificate,
            SignatureFailures = found.Signer.Failures,
            Created = sbom.Created,
            Authors = sbom.Authors,
            Tools = sbom.Tools,
            Components = components.Count,
            Relationships = sbom.Relationships.Length,
            ComponentsWithoutVersion = components.Count(component => component.Version.Length == 0),
            ComponentsWithoutSupplier = components.Count(component => component.Supplier.Length == 0 && component.Producer.Length == 0),
            ComponentsWithoutIdentifier = components.Count(component => component.Purls.IsEmpty && component.Cpes.IsEmpty),
            ComponentsWithoutLicence = components.Count(component => component.Licence.Length == 0),
            ComponentsWithoutHash = components.Count(component => component.Hashes.IsEmpty),
            Subject = found.Subject,
            PackagesInstalled = Of(reconciled, one => (long)one.Installed),
            PackagesNamed = Of(reconciled, one => (long)one.Named),
            MissingPackages = Of(reconciled, one => one.Missing),
            NotInstalled = Of(reconciled, one => one.NotInstalled),
            VersionsDiffer = Of(reconciled, one => one.Versions),
            PurlsDiffer = Of(reconciled, one => one.PackageUrls),
            Schema = found.Schema is { } verdict ? $"{verdict.Schema} {SchemaDigests.Of(verdict.Schema)}" : "",
            SchemaErrors = found.Schema is { } judged ? Knowable<long>.Known(judged.Errors) : Knowable<long>.Unknown("no schema is for such a document, or it is too large to be judged"),
            Defects = found.Defects,
        };
    }

    private static Knowable<T> Of<T>(Knowable<SbomReconciliation> reconciled, Func<SbomReconciliation, T> read)
        where T : notnull => reconciled.IsKnown ? Knowable<T>.Known(read(reconciled.Value)) : Knowable<T>.Unknown(reconciled.Reason);
}
