using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Oci.Files;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>All SBOMs in, beside and given for an image, read once.</summary>
internal sealed class ImageSboms
{
    private static readonly HashSet<string> MediaTypes =
    [
        "application/spdx+json", "text/spdx+json", "text/spdx", "text/spdx+xml", "application/vnd.cyclonedx+json", "application/vnd.cyclonedx+xml",
        "application/vnd.cyclonedx", "text/cyclonedx+json", "application/vnd.syft+json",
    ];

    private readonly ImageEvidence image;
    private readonly CollectionContext context;
    private readonly IReadOnlySet<Digest> digests;
    private readonly List<FoundSbom> found = [];
    private readonly DefectCollector gaps;

    private ImageSboms(ImageEvidence image, CollectionContext context)
    {
        (this.image, this.context, digests, gaps) = (image, context, SbomSubject.DigestsOf(image), new DefectCollector(context.Limits));
        ReadFiles();
        ReadAttached();
        foreach (var given in image.GivenSboms) Read("given", given.Item.Origin, given, Knowable<bool>.Known(false));
        Found = [.. found];
        Gaps = gaps.ToImmutable();
    }

    public ImmutableArray<FoundSbom> Found { get; }

    /// <summary>What looks like an SBOM and could not be read.</summary>
    public ImmutableArray<Defect> Gaps { get; }

    /// <summary>Documents by name, media type and predicate type, readable or not.</summary>
    public int Count { get; private set; }

    public static ImageSboms Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => new ImageSboms(evidence, context));

    private void ReadFiles()
    {
        foreach (var entry in image.Root.Files.Where(entry => EvidenceFiles.IsSbom(entry.Path)))
        {
            if (image.File(entry.Path) is { } document) Read("image", entry.Path, document, Knowable<bool>.Unknown("a file of the image: see the image's own signatures"));
            else Miss(entry.Path, "the file is in the image and its bytes are not in evidence");
        }
    }

    private void ReadAttached()
    {
        foreach (var artifact in image.Attached)
        {
            if (StatementSignature.Manifest(artifact, context) is not { } manifest)
            {
                gaps.Add(CollectionCodes.ArtifactUnreadable, artifact.Manifest.Locate(), "the manifest of an artifact beside the image can't be read: it may hold an SBOM");
                continue;
            }

            foreach (var layer in manifest.Layers.DistinctBy(layer => layer.Digest)) ReadLayer(artifact, layer);
        }
    }

    private void ReadLayer(AttachedEvidence artifact, Descriptor layer)
    {
        var isSbom = MediaTypes.Contains(layer.MediaType.Text.Split(';')[0].TrimEnd());
        if (!isSbom && !AttachedStatement.IsMediaType(layer.MediaType.Text)) return;
        if (!artifact.Blobs.TryGetValue(layer.Digest, out var blob) || !blob.Fits(context.Limits)) Miss(layer.Digest.ToString(), "a blob beside the image that is or may hold an SBOM can't be read");
        else if (isSbom) Read("attached", layer.Digest.ToString(), blob, StatementSignature.OfArtifact(artifact, image, context));
        else ReadStatement(blob);
    }

    private void ReadStatement(RawDocument blob)
    {
        var reading = AttachedStatement.Read(blob, context.Limits);
        if (!reading.TryGet(out var held))
        {
            gaps.Add(CollectionCodes.ArtifactUnreadable, blob.Locate(), $"a statement beside the image that may hold an SBOM can't be read: {reading.Defects[0].Message}");
            return;
        }

        if (held is null || !SbomPredicate.IsSbom(held.Statement.PredicateType)) return;
        Count++;
        var sbom = SbomPredicate.Read(held.Statement, blob, context.Limits);
        if (!sbom.TryGet(out var document))
        {
            gaps.AddRange(sbom.Defects);
            return;
        }

        var isAbout = digests.Any(held.Statement.IsAbout);
        var signed = held.Envelope is null ? Knowable<bool>.Known(false)
            : held.IsKeyless ? Knowable<bool>.Unknown("signed with a certificate: see the attestation")
            : StatementSignature.OfEnvelope(held.Envelope, held.Statement.PredicateType, image, context);
        found.Add(new FoundSbom("attestation", blob.Item.Origin, blob, document, Knowable<bool>.Known(isAbout), signed, sbom.Defects.Length));
    }

    private void Read(string origin, string location, RawDocument document, Knowable<bool> signed)
    {
        if (!document.Fits(context.Limits))
        {
            Miss(location, "the document is larger than the limit");
            return;
        }

        Count++;
        var reading = SbomReaders.Read(document.ReadAll(context.Limits), document.Item.Origin, context.Limits);
        if (reading.TryGet(out var sbom)) found.Add(new FoundSbom(origin, location, document, sbom, SbomSubject.Judge(sbom, digests), signed, reading.Defects.Length));
        else gaps.AddRange(reading.Defects);
    }

    private void Miss(string place, string message)
    {
        Count++;
        gaps.Add(CollectionCodes.SbomNotKept, new Locator(place), message);
    }
}
