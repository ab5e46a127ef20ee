using System.Globalization;
using System.Text;
using Compliance.Formats.Attestation;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;
using Compliance.Oci.Snapshots;
using Compliance.Pipeline.Statements;

namespace Compliance.Pipeline.Reproduce;

/// <summary>
/// From what an image says that it was composed. Signatures are not looked at: whoever composes the same bytes from this needs to believe nothing.
/// </summary>
/// <param name="Epoch">Seconds since 1970-01-01 UTC.</param>
public sealed record ProvenanceParameters(ApkoConfiguration Configuration, long Epoch, SlsaProvenance Provenance)
{
    private const int MaxStatementBytes = 64 << 20;

    /// <summary>Rejected when no attached statement is provenance of a composition about one of the image's manifests.</summary>
    public static Reading<ProvenanceParameters> Find(ImageSnapshot image, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(image);
        foreach (var layer in image.Artifacts.SelectMany(artifact => artifact.Layers))
        {
            if (!image.ReadBlob(layer, MaxStatementBytes).TryGet(out var bytes) || !DsseEnvelope.Read(bytes, "provenance", limits).TryGet(out var envelope)) continue;
            if (!InTotoStatement.Read(envelope.Payload.AsMemory(), "provenance", limits).TryGet(out var statement) || !image.Images.Any(one => statement.IsAbout(one.Digest))) continue;
            if (!SlsaProvenance.IsProvenance(statement.PredicateType) || !SlsaProvenance.Read(statement, limits).TryGet(out var provenance) || provenance.BuildType != PredicateTypes.ApkoBuild) continue;
            var definition = statement.Predicate["buildDefinition"];
            if (definition["externalParameters"]["configuration"].AsText is not { } text) continue;
            var reading = ApkoConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "provenance", null, limits);
            if (!reading.TryGet(out var configuration)) return Readings.Reject<ProvenanceParameters>(reading.Defects);
            if (long.TryParse(definition["internalParameters"]["sourceDateEpoch"].AsText, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
                return Readings.Accept(new ProvenanceParameters(configuration with { Architectures = Platforms(image) }, epoch, provenance));
        }

        return Readings.Reject<ProvenanceParameters>(PipelineCodes.NoProvenance, new Locator(image.Reference.Text), "no provenance of a composition is attached");
    }

    private static System.Collections.Immutable.ImmutableArray<string> Platforms(ImageSnapshot image) =>
        [.. image.Images.Select(one => one.Platform).OfType<Compliance.Oci.Models.Platform>().Select(platform => platform.Variant.Length > 0 ? $"{platform.Architecture}/{platform.Variant}" : platform.Architecture)];
}
