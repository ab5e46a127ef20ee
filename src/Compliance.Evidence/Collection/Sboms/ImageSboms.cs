using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection.Signatures;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Schemas;
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
    private readonly AttachedContents attached;
    private readonly SbomSubject subject;
    private readonly List<FoundSbom> found = [];
    private readonly DefectCollector gaps;

    private ImageSboms(ImageEvidence image, CollectionContext context)
    {
        (this.image, this.context, gaps) = (image, context, new DefectCollector(context.Limits));
        attached = AttachedContents.Of(image, context);
        subject = new SbomSubject(image, attached, context);
        ReadFiles();
        ReadAttached();
        foreach (var judged in attached.Statements) ReadStatement(judged);
        foreach (var given in image.GivenSboms) Read("given", given.Item.Origin, given, SbomSignature.OfGiven);
        Found = [.. found];
        Gaps = gaps.ToImmutable();
    }

    public ImmutableArray<FoundSbom> Found { get; }

    /// <summary>What looks like an SBOM and could not be read.</summary>
    public ImmutableArray<Defect> Gaps { get; }

    /// <summary>Whether everything that may be an SBOM was found and read: only then is one that is not here not there.</summary>
    public bool IsComplete => IsEnumerated && Gaps.IsEmpty;

    /// <summary>Whether everything in and beside the image was listed: only then is <see cref="Count"/> true.</summary>
    public bool IsEnumerated => attached.IsComplete && !image.Gaps.Any(gap => gap.Kind == FactKind.Sbom);

    /// <summary>Documents by name, media type and predicate type, readable or not.</summary>
    public int Count { get; private set; }

    public static ImageSboms Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => new ImageSboms(evidence, context));

    private void ReadFiles()
    {
        foreach (var entry in image.Root.FilesWhere(EvidenceFiles.IsSbom))
        {
            if (image.File(entry.Path) is { } document) Read("image", entry.Path, document, _ => SbomSignature.OfFile);
            else Miss(entry.Path, "the file is in the image and its bytes are not in evidence");
        }
    }

    private void ReadAttached()
    {
        foreach (var artifact in image.Attached)
        {
            if (SbomSignature.Manifest(artifact, context) is not { } manifest)
            {
                gaps.Add(CollectionCodes.ArtifactUnreadable, artifact.Manifest.Locate(), "the manifest of an artifact beside the image can't be read: it may hold an SBOM");
                continue;
            }

            foreach (var layer in manifest.Layers.DistinctBy(layer => layer.Digest)) ReadLayer(artifact, layer);
        }
    }

    private void ReadLayer(AttachedEvidence artifact, Descriptor layer)
    {
        if (!MediaTypes.Contains(layer.MediaType.Text.Split(';')[0].TrimEnd())) return;
        if (!artifact.Blobs.TryGetValue(layer.Digest, out var blob)) Miss(layer.Digest.ToString(), "an SBOM beside the image can't be read");
        else Read("attached", layer.Digest.ToString(), blob, _ => SbomSignature.OfArtifact(artifact, image, context));
    }

    private void ReadStatement(JudgedStatement judged)
    {
        if (judged.Statement is not { } statement)
        {
            gaps.Add(CollectionCodes.ArtifactUnreadable, judged.Source.Locate(), "a statement beside the image can't be read: it may hold an SBOM");
            return;
        }

        if (!SbomPredicate.IsSbom(statement.PredicateType)) return;
        Count++;
        var reading = SbomPredicate.Read(statement, judged.Source, context.Limits);
        if (!reading.TryGet(out var sbom))
        {
            gaps.AddRange(reading.Defects);
            return;
        }

        var isAbout = Knowable<bool>.Known(judged.IsAbout(image, attached));
        var signer = SbomSignature.OfStatement(judged, attached);
        found.Add(new FoundSbom("attestation", judged.Source.Item.Origin, judged.Source, sbom, subject.NameOf(statement, sbom), isAbout, signer, reading.Defects.Length) { Schema = SbomPredicate.Judge(statement, judged.Source, context.Limits) });
    }

    private void Read(string origin, string location, RawDocument document, Func<SbomDocument, SbomSigner> signer)
    {
        if (!document.Fits(context.Limits))
        {
            Miss(location, "the document is larger than the limit");
            return;
        }

        Count++;
        var bytes = document.ReadAll(context.Limits);
        var reading = SbomReaders.Read(bytes, document.Item.Origin, context.Limits);
        if (reading.TryGet(out var sbom)) found.Add(new FoundSbom(origin, location, document, sbom, subject.NameOf(sbom), subject.Judge(sbom), signer(sbom), reading.Defects.Length) { Schema = SbomSchemas.Judge(bytes, document.Item.Origin, context.Limits) });
        else gaps.AddRange(reading.Defects);
    }

    private void Miss(string place, string message)
    {
        Count++;
        gaps.Add(CollectionCodes.SbomNotKept, new Locator(place), message);
    }
}
