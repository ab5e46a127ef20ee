using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.Files;

/// <summary>What the package databases of the system say of files, read once for all who ask.</summary>
internal sealed class SystemOwnership
{
    private SystemOwnership(ImageEvidence image, Limits limits)
    {
        Files = new OwnedFiles(image);
        ApkOwnership.Read(image, Files, limits);
        DpkgOwnership.Read(image, Files, limits);
        RpmOwnership.Read(image, Files, limits);
    }

    public OwnedFiles Files { get; }

    public static SystemOwnership Of(ImageEvidence image, Limits limits) => image.Derived(evidence => new SystemOwnership(evidence, limits));
}
