using System.IO.Compression;
using Compliance.Formats.Archives.Zip;

namespace Compliance.Reporting.Workbooks;

/// <summary>Packs an Office Open XML file again so that the same parts are the same bytes: parts in one order, no times.</summary>
internal static class ReproducibleZip
{
    private const string ContentTypes = "[Content_Types].xml";

    public static byte[] Of(MemoryStream package)
    {
        package.Position = 0;
        using var archive = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        using var output = new MemoryStream();
        var writer = new ZipWriter(output);
        foreach (var entry in archive.Entries.OrderBy(entry => entry.FullName == ContentTypes ? 0 : 1).ThenBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            using var content = new MemoryStream();
            using (var part = entry.Open()) part.CopyTo(content);
            writer.Add(entry.FullName, ZipMethod.Deflate, content.ToArray());
        }

        writer.Finish();
        return output.ToArray();
    }
}
