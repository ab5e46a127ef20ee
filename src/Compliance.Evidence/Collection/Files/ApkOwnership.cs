using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.Files;

/// <summary>Files that apk databases list, compared with their SHA-1 (apk-tools 2) or SHA-256 (3).</summary>
internal static class ApkOwnership
{
    private static readonly string[] Paths = ["lib/apk/db/installed", "usr/lib/apk/db/installed"];

    public static void Read(ImageEvidence image, OwnedFiles owned, Limits limits)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Paths)
        {
            if (image.File(path) is not { } document || !seen.Add(document.Item.Origin) || !document.Fits(limits)) continue;
            if (!ApkDatabase.Read(document.ReadAll(limits), document.Item.Origin, limits).TryGet(out var database)) continue;
            foreach (var package in database.Packages)
            {
                var owner = owned.Begin(FileOwner.Of(package.Name, package.Version, package.Origin));
                foreach (var file in package.Files) owned.Own(owner, file.Path, true, file, Judge);
            }
        }
    }

    private static FileClass Judge(FileEntry entry, ApkFile file)
    {
        var found = file.Checksum?.Algorithm == "sha256" ? entry.Sha256?.Hex : entry.Sha1;
        if (file.Checksum is null || found is null) return FileClass.Unchecked;
        if (found == file.Checksum.Hex) return FileClass.Intact;
        // apk's default list of protected paths is etc: changes there are an administrator's right.
        return file.Path.StartsWith("etc/", StringComparison.Ordinal) ? FileClass.Configuration : FileClass.Modified;
    }
}
