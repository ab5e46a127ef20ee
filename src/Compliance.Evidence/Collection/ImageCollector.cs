using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection.Hardening;
using Compliance.Evidence.Collection.Packages;
using Compliance.Evidence.Collection.Vulnerabilities;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Packages;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>The one image fact: manifest, configuration, layers as they were seen, and what os-release calls the system.</summary>
public sealed class ImageCollector : ICollector
{
    public string Id => "image@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        facts.Cover(FactKind.Image, Coverage.Complete);
        var reading = image.Manifest.Fits(context.Limits)
            ? ImageManifest.Read(image.Manifest.ReadAll(context.Limits), image.Manifest.Item.Origin, null, context.Limits)
            : Readings.Reject<ImageManifest>(CollectionCodes.ManifestUnreadable, image.Manifest.Locate(), "the manifest is larger than the limit");
        if (!reading.TryGet(out var manifest))
        {
            facts.Gaps(FactKind.Image, reading.Defects);
            return;
        }

        var system = OperatingSystemRelease.Of(image, context.Limits);
        facts.Gaps(FactKind.Image, system.Refused);
        var fact = Fact(image, manifest, Config(image, context.Limits), system);
        // The digests of uncompressed layers were recorded when the image was read: the weakest part decides.
        facts.Add("manifest", fact with { DiffIdsMatch = DiffIdsMatch(image, manifest, context.Limits), OsSupportEnds = SupportTimes.Of(image, context) }, new FactSource(image.Manifest.Item.Sha256, image.Manifest.Locate(pointer: "")), Reperformance.FromInventory);
    }

    private static ImageConfig? Config(ImageEvidence image, Limits limits) =>
        image.Config is { } document && document.Fits(limits) && ImageConfig.Read(document.ReadAll(limits), document.Item.Origin, limits).TryGet(out var config) ? config : null;

    private static ImageFact Fact(ImageEvidence image, ImageManifest manifest, ImageConfig? config, OperatingSystemRelease system) => new()
    {
        Digest = image.Subject.ToString(),
        IndexDigest = image.Index?.Item.Sha256.ToString() ?? "",
        Reference = image.Reference,
        Pinned = image.Pinned,
        MediaType = manifest.MediaType.Text,
        ConfigDigest = manifest.Config.Digest.ToString(),
        Os = config?.Platform.Os ?? "",
        Architecture = config?.Platform.Architecture ?? "",
        Variant = config?.Platform.Variant ?? "",
        Created = config?.Created ?? "",
        User = config?.User ?? "",
        Entrypoint = config?.Entrypoint ?? [],
        Cmd = config?.Cmd ?? [],
        EnvNames = [.. (config?.Env ?? []).Select(EnvironmentVariable.NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Labels = config?.Labels ?? ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal),
        Annotations = manifest.Annotations,
        LayerDigests = [.. manifest.Layers.Select(layer => layer.Digest.ToString())],
        CompressedBytes = manifest.Layers.Sum(layer => layer.Size),
        DiffIdsMatch = default,
        OsId = system.Field("ID"),
        OsVersion = system.Field("VERSION_ID"),
        OsName = system.Field("PRETTY_NAME"),
    };

    private static Knowable<bool> DiffIdsMatch(ImageEvidence image, ImageManifest manifest, Limits limits)
    {
        if (image.Observations.FirstOrDefault(document => document.Item.Origin == LayerObservation.Name) is not { } document || !document.Fits(limits)
            || !StrictJson.Read(document.ReadAll(limits), document.Item.Origin, limits).TryGet(out var tree)) return Knowable<bool>.Unknown("the layers were not recorded");
        var layers = tree.Root["layers"].Items.ToLookup(layer => layer["digest"].AsText ?? "", StringComparer.Ordinal);
        var matches = manifest.Layers.Select(layer => layers[layer.Digest.ToString()].Select(seen => seen["diffIdMatches"].AsBoolean).FirstOrDefault()).ToList();
        if (matches.Contains(false)) return Knowable<bool>.Known(false);
        return matches.Contains(null) ? Knowable<bool>.Unknown("not every layer could be read to its end") : Knowable<bool>.Known(true);
    }
}
