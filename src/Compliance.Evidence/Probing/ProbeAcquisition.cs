using System.Collections.Immutable;
using System.Text;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Files;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;

namespace Compliance.Evidence.Probing;

/// <summary>Runs the probes of every image and adds their records to the raw evidence.</summary>
public static class ProbeAcquisition
{
    /// <summary>Kernels refuse a single variable of 128 KiB, and far more of them together.</summary>
    private const long MaxEnvironmentBytes = 100 << 10;

    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">The machine failed.</exception>
    public static async Task<RawEvidence> AddToAsync(RawEvidence raw, ImageSnapshot snapshot, IProbeRunner runner, Limits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(runner);
        var images = ImmutableArray.CreateBuilder<RawImage>();
        foreach (var image in raw.Images)
        {
            var record = await RunAsync(raw, image, snapshot, runner, limits, cancellation).ConfigureAwait(false);
            var document = RawDocuments.Of(new RawPaths().Observation(image.Subject, ProbeRecord.Name), RawRole.Observation, ProbeRecord.Name, RawDocuments.Json, record.Write());
            images.Add(image with { Observations = image.Observations.Add(document) });
        }

        return raw with { Images = images.ToImmutable(), Probed = true };
    }

    /// <summary>The same evidence with the records of probes that were taken before.</summary>
    /// <param name="recorded">Of the same images.</param>
    public static RawImage KeepRecord(RawImage image, RawImage recorded)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(recorded);
        return image with { Observations = [.. image.Observations, .. recorded.Observations.Where(document => document.Item.Origin == ProbeRecord.Name)] };
    }

    private static async Task<ProbeRecord> RunAsync(RawEvidence raw, RawImage image, ImageSnapshot snapshot, IProbeRunner runner, Limits limits, CancellationToken cancellation)
    {
        var evidence = ImageEvidence.From(raw, image, limits);
        var platform = snapshot.Images.First(candidate => candidate.Digest == image.Subject);
        if (Config(evidence, limits) is not { } config) return new ProbeRecord(runner.Machine, "the configuration can't be read", []);
        if (config.Platform.Os != "linux" || config.Platform.Architecture != runner.Machine.Architecture)
            return new ProbeRecord(runner.Machine, $"an image for {config.Platform.Os}/{config.Platform.Architecture} can't be started on linux/{runner.Machine.Architecture}", []);
        var probes = ProbePlan.Of(config, evidence.Root, ScanRecord.Of(evidence, limits).Document);
        if (probes.IsEmpty) return new ProbeRecord(runner.Machine, null, []);
        if (EnvironmentBytes(probes[0]) > MaxEnvironmentBytes) return new ProbeRecord(runner.Machine, "the image's environment is larger than a program is started with", []);
        var ran = await runner.RunAsync(snapshot, platform, evidence.Root, probes, cancellation).ConfigureAwait(false);
        return ran.TryGet(out var results) ? new ProbeRecord(runner.Machine, null, results) : new ProbeRecord(runner.Machine, ran.Defects[0].Message, []);
    }

    private static long EnvironmentBytes(Probe probe) => probe.Environment.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + (long)Encoding.UTF8.GetByteCount(pair.Value));

    internal static ImageConfig? Config(ImageEvidence evidence, Limits limits) =>
        evidence.Config is { } config && config.Fits(limits) && ImageConfig.Read(config.ReadAll(limits), config.Item.Origin, limits).TryGet(out var read) ? read : null;
}
