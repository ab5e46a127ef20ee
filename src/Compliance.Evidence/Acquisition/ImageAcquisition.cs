using System.Collections.Immutable;
using Compliance.Evidence.Acquisition.Modules;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Layers;
using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Acquisition;

/// <summary>
/// Snapshot → raw evidence: one pass over the layers of each platform, everything that is attached, and what the caller gave. What can't be
/// read is a gap of every kind of fact that it could have touched.
/// </summary>
public sealed class ImageAcquisition
{
    private const string Acquirer = "acquisition@1";

    /// <summary>Kinds that are made from files of the image.</summary>
    internal static readonly FactKind[] FromFiles = [FactKind.Package, FactKind.Sbom, FactKind.CryptoModule, FactKind.Hardening, FactKind.Image];

    /// <summary>Kinds that are made from what lies beside the image.</summary>
    private static readonly FactKind[] FromArtifacts = [FactKind.Signature, FactKind.Attestation, FactKind.Provenance, FactKind.Sbom];

    private readonly ImageSnapshot snapshot;
    private readonly IReadOnlyList<IFileObservation> observations;
    private readonly Limits limits;
    private readonly IProgress<LayerProgress>? progress;
    private readonly CancellationToken cancellation;
    private readonly RawPaths paths = new();
    private readonly List<IDisposable> behind = [];

    private ImageAcquisition(ImageSnapshot snapshot, IReadOnlyList<IFileObservation> observations, Limits limits, IProgress<LayerProgress>? progress, CancellationToken cancellation) =>
        (this.snapshot, this.observations, this.limits, this.progress, this.cancellation) = (snapshot, observations, limits, progress, cancellation);

    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    /// <exception cref="IOException">The machine failed.</exception>
    public static AcquiredEvidence Run(
        ImageSnapshot snapshot, AuditInputs inputs, IReadOnlyList<IFileObservation> observations, Limits limits, IProgress<LayerProgress>? progress = null, CancellationToken cancellation = default)
    {
        var acquisition = new ImageAcquisition(snapshot, observations, limits, progress, cancellation);
        AcquiredEvidence? acquired = null;
        try
        {
            acquired = new AcquiredEvidence(acquisition.Acquire(inputs), acquisition.behind);
            return acquired;
        }
        finally
        {
            if (acquired is null) acquisition.behind.ForEach(held => held.Dispose());
        }
    }

    /// <summary>Only what is attached to the images, and the caller's trust: enough to judge signatures and attestations, without reading a layer.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RawEvidence Attached(ImageSnapshot snapshot, AuditInputs inputs, Limits limits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(inputs);
        var acquisition = new ImageAcquisition(snapshot, [], limits, null, cancellation);
        return acquisition.Acquire(inputs, image => acquisition.WithoutFiles(image, new GapList(image.Digest, Acquirer)));
    }

    private RawEvidence Acquire(AuditInputs inputs) => Acquire(inputs, image => Acquire(image, inputs.LeftOut));

    private RawEvidence Acquire(AuditInputs inputs, Func<PlatformImage, RawImage> acquire) => new()
    {
        Images = [.. snapshot.Images.DistinctBy(image => image.Digest).OrderBy(image => image.Digest).Select(acquire)],
        GivenSboms = [.. inputs.Sboms.Select(given => RawDocuments.Of(paths.GivenSbom(given.Name), RawRole.GivenSbom, given.Name, RawDocuments.Json, given.Bytes))],
        Trust = Given(inputs.Trust, RawRole.Trust, paths.Trust),
        PolicySet = Given(inputs.PolicySet, RawRole.PolicySet, paths.PolicySet),
        HumanEvidence = Given(inputs.HumanEvidence, RawRole.HumanEvidence, paths.HumanEvidence),
        Findings = Given(inputs.Findings, RawRole.Finding, paths.Finding),
        Waivers = Given(inputs.Waivers, RawRole.Waiver, paths.Waiver),
        LeftOut = [.. inputs.LeftOut.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Nodes = inputs.Nodes is { } nodes ? RawDocuments.Of(RawPaths.NodeInventory, RawRole.NodeInventory, RawPaths.NodeInventory, new MediaType("application/yaml"), nodes) : null,
        System = inputs.System is { } system ? RawDocuments.Of(RawPaths.SystemFile, RawRole.System, RawPaths.SystemFile, new MediaType("application/yaml"), system) : null,
    };

    private static ImmutableArray<RawDocument>? Given(ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? files, RawRole role, Func<string, string> pathOf) => files is { } given
        ? [.. given.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => RawDocuments.Of(pathOf(file.Path), role, file.Path, RawDocuments.Bytes, file.Bytes))]
        : null;

    private RawImage Acquire(PlatformImage image, ImmutableArray<string> leftOut)
    {
        cancellation.ThrowIfCancellationRequested();
        var gaps = new GapList(image.Digest, Acquirer);
        foreach (var defect in snapshot.Defects) gaps.Add(FactKind.Image, defect);
        foreach (var missing in snapshot.UnreadableImages)
            gaps.Add(FactKind.Image, AcquisitionCodes.ImageUnreadable, new Locator(missing.Digest.ToString()), $"a manifest of the index, platform {missing.Platform}, can't be read: it was not audited");
        if (!snapshot.ArtifactsComplete)
        {
            foreach (var kind in FromArtifacts) gaps.Add(kind, snapshot.Defects);
        }

        if (image.Config is null)
        {
            foreach (var kind in (FactKind[])[FactKind.Image, FactKind.Hardening, FactKind.CryptoModule])
                gaps.Add(kind, AcquisitionCodes.ConfigUnreadable, new Locator(image.Manifest.Config.Digest.ToString()), "the configuration can't be read");
        }

        // Who leaves the collector out does not pay for the look through the programs either.
        var modules = leftOut.Contains(CryptoModuleCollector.Name, StringComparer.Ordinal) ? null : new ModuleCapture();
        var contents = LayerPass.Run(snapshot, image, modules is null ? [new PathCaptureRule(IsWanted)] : [new PathCaptureRule(IsWanted), modules], limits, progress, cancellation);
        behind.Add(contents);
        var files = new FileAcquisition(image, contents, modules, observations, paths, limits, gaps);
        behind.Add(files);
        foreach (var defect in contents.Defects)
        {
            if (contents.IsComplete) gaps.Add(FactKind.Image, defect);
            else Array.ForEach(FromFiles, kind => gaps.Add(kind, defect));
        }

        return WithoutFiles(image, gaps) with
        {
            Inventory = files.Inventory,
            Files = files.Kept,
            Observations = files.Observed,
            Gaps = gaps.ToImmutable(),
        };
    }

    private RawImage WithoutFiles(PlatformImage image, GapList gaps)
    {
        var attached = AttachedTo(image, gaps);
        return new RawImage
        {
            Subject = image.Digest,
            Reference = snapshot.Reference.Text,
            Pinned = snapshot.Reference.IsPinned,
            Index = IndexOf(image),
            Manifest = RawDocuments.Of(RawPaths.Manifest(image.Digest), RawRole.Manifest, image.Digest.ToString(), image.Manifest.MediaType, image.ManifestBytes),
            Config = image.ConfigBytes is { } config
                ? RawDocuments.Of(RawPaths.Config(image.Digest), RawRole.Config, image.Manifest.Config.Digest.ToString(), image.Manifest.Config.MediaType, config)
                : null,
            Inventory = null,
            Files = [],
            Observations = [],
            Attached = attached,
            AttachedComplete = snapshot.ArtifactsComplete,
            Gaps = gaps.ToImmutable(),
        };
    }

    private bool IsWanted(ReadOnlySpan<char> path)
    {
        if (EvidenceFiles.AreKept(path)) return true;
        foreach (var observation in observations)
        {
            if (observation.IsFor(path)) return true;
        }

        return false;
    }

    private RawDocument? IndexOf(PlatformImage image) => image.Index is { } index && snapshot.Indexes.TryGetValue(index, out var bytes)
        ? RawDocuments.Of(RawPaths.Index(image.Digest), RawRole.Index, index.ToString(), OciMediaTypes.Index, bytes)
        : null;

    private ImmutableArray<AttachedEvidence> AttachedTo(PlatformImage image, GapList gaps)
    {
        // What refers to an attached artifact (a signature of an SBOM) belongs to the image, too.
        var related = new HashSet<Digest> { image.Digest };
        if (image.Index is { } index) related.Add(index);
        related.UnionWith(snapshot.Index is null ? [] : [snapshot.Root.Digest]);
        for (var before = 0; before < related.Count;)
        {
            before = related.Count;
            related.UnionWith(snapshot.Artifacts.Where(artifact => related.Contains(artifact.Subject)).Select(artifact => artifact.Digest));
        }

        return [.. snapshot.Artifacts.Where(artifact => related.Contains(artifact.Subject)).Select(artifact => Attach(artifact, gaps))];
    }

    private AttachedEvidence Attach(AttachedArtifact artifact, GapList gaps)
    {
        var blobs = ImmutableDictionary.CreateBuilder<Digest, RawDocument>();
        foreach (var layer in artifact.Layers.DistinctBy(layer => layer.Digest))
        {
            var reading = snapshot.ReadBlob(layer, limits.MaxDocumentBytes);
            if (reading.TryGet(out var bytes))
                blobs[layer.Digest] = RawDocuments.Of(RawPaths.Attached(layer.Digest), RawRole.AttachedBlob, layer.Digest.ToString(), layer.MediaType, bytes);
            else Array.ForEach(FromArtifacts, kind => gaps.Add(kind, reading.Defects));
        }

        var manifest = RawDocuments.Of(RawPaths.Attached(artifact.Digest), RawRole.AttachedManifest, artifact.Digest.ToString(), artifact.Manifest.MediaType, artifact.ManifestBytes);
        return new AttachedEvidence(artifact.Subject, WordOf(artifact.Discovery), manifest, blobs.ToImmutable());
    }

    private static string WordOf(ArtifactDiscovery discovery) => discovery switch
    {
        ArtifactDiscovery.Subject => "subject",
        ArtifactDiscovery.CosignTag => "cosign-tag",
        ArtifactDiscovery.CosignKind => "cosign-kind",
        ArtifactDiscovery.FallbackTag => "fallback-tag",
        ArtifactDiscovery.BuildKit => "buildkit",
        _ => throw new ArgumentOutOfRangeException(nameof(discovery), discovery, null),
    };
}
