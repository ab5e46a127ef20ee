using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Archives.Zip;

/// <summary>Finds names that would meet each other on some file system.</summary>
internal static class ZipNames
{
    public static void Check(ImmutableArray<ZipEntry> entries, string document, DefectCollector defects)
    {
        var exact = new HashSet<string>(StringComparer.Ordinal);
        var folded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var place = new Locator(document, entry.Offset);
            if (!exact.Add(entry.Name)) defects.Add(ZipCodes.NameTwice, place, $"'{entry.Name}' is there twice");
            else if (!folded.TryAdd(ZipEntryName.Fold(entry.Name), entry.Name))
                defects.Add(ZipCodes.NameCollides, place, $"'{entry.Name}' and '{folded[ZipEntryName.Fold(entry.Name)]}' differ in case only");
        }

        foreach (var entry in entries)
        {
            var name = ZipEntryName.Fold(entry.Name);
            for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = name.IndexOf('/', slash + 1))
            {
                if (folded.TryGetValue(name[..slash], out var file))
                    defects.Add(ZipCodes.FileAndFolder, new Locator(document, entry.Offset), $"'{file}' is a file, and the folder of '{entry.Name}'");
            }
        }
    }
}
