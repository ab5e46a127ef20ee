using Compliance.Evidence.Collection.Sboms;
using Compliance.Formats.Packages;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.Files;

/// <summary>File entries of SBOMs that are about the image. An entry without a digest says nothing about bytes and is left out.</summary>
internal sealed class SbomFiles
{
    private readonly Dictionary<string, (string Hex, string Document)> entries = new(StringComparer.Ordinal);

    public SbomFiles(ImageSboms sboms)
    {
        foreach (var found in sboms.Found.Where(found => found.DescribesImage is { IsKnown: true, Value: true }))
        {
            foreach (var file in found.Sbom.Components.Where(component => component.IsFile))
            {
                if (file.Hashes.FirstOrDefault(hash => hash.Algorithm == "sha256") is { } hash && DatabasePath.Normalize(file.Name) is { Length: > 0 } path) entries.TryAdd(path, (hash.Hex, found.Location));
            }
        }
    }

    /// <summary>The document that lists the file with these bytes; null when none does.</summary>
    public string? Find(FileEntry file) => entries.TryGetValue(file.Path, out var entry) && entry.Hex == file.Sha256?.Hex ? entry.Document : null;
}
