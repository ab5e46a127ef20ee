using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;
using Compliance.Pipeline.Compose.Locking;
using Compliance.Pipeline.Statements;

namespace Compliance.Pipeline.Reproduce;

/// <summary>
/// From what an image says that it was composed. Signatures are not looked at: whoever composes the same bytes from this needs to believe nothing.
/// </summary>
/// <param name="Epoch">Seconds since 1970-01-01 UTC.</param>
/// <param name="Packages">What provenance says that each image got, in the order of installation; null when that is not known of every image, so that it has to be solved.</param>
public sealed record ProvenanceParameters(ApkoConfiguration Configuration, long Epoch, PackageLock? Packages)
{
    private const int MaxStatementBytes = 64 << 20;
    private const string Purl = "pkg:apk/";

    /// <summary>Rejected when no attached statement is provenance of a composition about one of the image's manifests.</summary>
    public static Reading<ProvenanceParameters> Find(ImageSnapshot image, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(image);
        ProvenanceParameters? found = null;
        var packages = new Dictionary<Digest, ImmutableArray<LockedPackage>>();
        foreach (var statement in Statements(image, limits))
        {
            var definition = statement.Predicate["buildDefinition"];
            if (definition["externalParameters"]["configuration"].AsText is not { } text) continue;
            var reading = ApkoConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "provenance", null, limits);
            if (!reading.TryGet(out var configuration)) return Readings.Reject<ProvenanceParameters>(reading.Defects);
            if (!long.TryParse(definition["internalParameters"]["sourceDateEpoch"].AsText, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)) continue;
            found ??= new ProvenanceParameters(configuration with { Architectures = [.. image.Images.Select(Architecture).OfType<string>()] }, epoch, null);
            foreach (var one in image.Images.Where(one => statement.Subjects.Length == 1 && statement.IsAbout(one.Digest)))
            {
                if (Architecture(one) is { } architecture && ApkoArchitectures.ToApk(architecture) is { } apk) packages.TryAdd(one.Digest, Pinned(definition["resolvedDependencies"], apk));
            }
        }

        if (found is null) return Readings.Reject<ProvenanceParameters>(PipelineCodes.NoProvenance, new Locator(image.Reference.Text), "no provenance of a composition is attached");
        var isWhole = image.Images.All(one => packages.TryGetValue(one.Digest, out var own) && !own.IsEmpty);
        return Readings.Accept(isWhole ? found with { Packages = new PackageLock("", found.Epoch, [], [.. image.Images.SelectMany(one => packages[one.Digest])]) } : found);
    }

    private static IEnumerable<InTotoStatement> Statements(ImageSnapshot image, Limits limits)
    {
        foreach (var layer in image.Artifacts.SelectMany(artifact => artifact.Layers))
        {
            if (!image.ReadBlob(layer, MaxStatementBytes).TryGet(out var bytes) || !DsseEnvelope.Read(bytes, "provenance", limits).TryGet(out var envelope)) continue;
            if (!InTotoStatement.Read(envelope.Payload.AsMemory(), "provenance", limits).TryGet(out var statement) || !image.Images.Any(one => statement.IsAbout(one.Digest))) continue;
            if (SlsaProvenance.IsProvenance(statement.PredicateType) && SlsaProvenance.Read(statement, limits).TryGet(out var provenance) && provenance.BuildType == PredicateTypes.ApkoBuild) yield return statement;
        }
    }

    /// <param name="architecture">Of the image, as apk names it: packages for every architecture are its packages, too.</param>
    private static ImmutableArray<LockedPackage> Pinned(JsonValue dependencies, string architecture)
    {
        var pinned = ImmutableArray.CreateBuilder<LockedPackage>();
        foreach (var item in dependencies.Items)
        {
            if (item["uri"].AsText is not { } uri || !uri.StartsWith(Purl, StringComparison.Ordinal)) continue;
            // An image that does not say its distribution has names without one, which the rules for package URLs refuse.
            var name = uri[(uri.IndexOf('?', StringComparison.Ordinal) is > 0 and var query ? uri.LastIndexOf('/', query) + 1 : uri.LastIndexOf('/') + 1)..].Split('?')[0].Split('@');
            if (name.Length != 2 || !Digest.TryParse($"sha256:{item["digest"]["sha256"].AsText}", out var file)) return [];
            pinned.Add(new LockedPackage(Uri.UnescapeDataString(name[0]), Uri.UnescapeDataString(name[1]), architecture, "", file, null));
        }

        return pinned.ToImmutable();
    }

    private static string? Architecture(PlatformImage image) =>
        image.Platform is not { } platform ? null : platform.Variant.Length > 0 ? $"{platform.Architecture}/{platform.Variant}" : platform.Architecture;
}
