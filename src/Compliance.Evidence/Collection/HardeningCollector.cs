using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection.Hardening;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>The attack surface that configuration, names and modes of files show.</summary>
public sealed class HardeningCollector : ICollector
{
    private const string FilesIncomplete = "the image's files are not completely known";

    private const string NoConfiguration = "the configuration can't be read";

    public string Id => "hardening@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        facts.Cover(FactKind.Hardening, Coverage.Complete);
        var config = Config(image, context.Limits);
        var isListed = image.InventoryDocument is not null && !image.Gaps.Any(IsAboutFiles);
        if (config is null && !isListed) return;
        var scan = new SurfaceScan(image);
        var uid = config is null ? Knowable<long>.Unknown(NoConfiguration)
            : config.Platform.Os == "windows" ? Knowable<long>.Unknown("users of Windows have no number")
            : isListed ? ConfiguredUser.Resolve(config.User, image, context.Limits)
            : Knowable<long>.Unknown(FilesIncomplete);
        var fact = new HardeningFact
        {
            Uid = uid,
            RunsAsRoot = uid.IsKnown ? Knowable<bool>.Known(uid.Value == 0) : Knowable<bool>.Unknown(uid.Reason),
            Shells = Listed(scan.Shells),
            PackageManagers = Listed(scan.PackageManagers),
            SetuidFiles = Listed(scan.SetuidFiles),
            WorldWritable = Listed(scan.WorldWritable),
            SecretEnvNames = config is null ? Knowable<ImmutableArray<string>>.Unknown(NoConfiguration) : Knowable<ImmutableArray<string>>.Known([.. Secrets(config)]),
            CredentialFiles = Listed(scan.CredentialFiles),
        };
        var source = image.InventoryDocument ?? image.Manifest;
        facts.Add("image", fact, new FactSource(source.Item.Sha256, source.Locate()), Reperformance.FromInventory);

        Knowable<ImmutableArray<string>> Listed(ImmutableArray<string> found) =>
            isListed ? Knowable<ImmutableArray<string>>.Known(found) : Knowable<ImmutableArray<string>>.Unknown(FilesIncomplete);
    }

    private static IEnumerable<string> Secrets(ImageConfig config) => config.Env
        .Where(entry => SecretNames.IsSecretVariable(EnvironmentVariable.NameOf(entry), EnvironmentVariable.ValueOf(entry)))
        .Select(EnvironmentVariable.NameOf)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private static ImageConfig? Config(ImageEvidence image, Limits limits) =>
        image.Config is { } document && document.Fits(limits) && ImageConfig.Read(document.ReadAll(limits), document.Item.Origin, limits).TryGet(out var config) ? config : null;

    // A kept file that is missing leaves the list of names and modes as it was; so does a configuration that can't be read.
    private static bool IsAboutFiles(CollectionGap gap) =>
        gap.Kind == FactKind.Hardening && gap.Code != AcquisitionCodes.FileDiffers && gap.Code != AcquisitionCodes.FileNotKept && gap.Code != AcquisitionCodes.ConfigUnreadable;
}
