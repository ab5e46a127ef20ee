using Compliance.Evidence.Collection.Packages;
using Compliance.Formats.Packages.Rpm;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.Files;

/// <summary>
/// Files that rpm databases list, compared with their digest where it is of a kind that the pass computes. What rpm did not install
/// (documentation, other architectures) is not missing.
/// </summary>
internal static class RpmOwnership
{
    public static void Read(ImageEvidence image, OwnedFiles owned, Limits limits)
    {
        foreach (var package in RpmPackages.All(image, limits))
        {
            var owner = owned.Begin(FileOwner.Of(package.Name, package.FullVersion, package.Source.Name));
            foreach (var file in package.Files) owned.Own(owner, file.Path, IsExpected(file), file, Judge);
        }
    }

    private static bool IsExpected(RpmFile file) => file is { IsRegular: true, IsGhost: false, IsInstalled: true, IsConfiguration: false };

    private static FileClass Judge(FileEntry entry, RpmFile file)
    {
        if (file.IsGhost) return file.IsConfiguration ? FileClass.Configuration : FileClass.Unchecked;
        var found = file.Algorithm switch { "sha256" => entry.Sha256?.Hex, "sha1" => entry.Sha1, "md5" => entry.Md5, _ => null };
        if (file.Hex.Length == 0 || found is null) return FileClass.Unchecked;
        if (found == file.Hex) return FileClass.Intact;
        return file.IsConfiguration ? FileClass.Configuration : FileClass.Modified;
    }
}
