using System.Text;

namespace Compliance.Formats.Packages.Languages;

/// <summary>Core metadata of Python packages (PyPA specification): header fields up to the first empty line.</summary>
internal static class PythonMetadata
{
    public static bool IsFile(ReadOnlySpan<char> path) =>
        path.EndsWith(".dist-info/METADATA", StringComparison.Ordinal) || path.EndsWith(".egg-info/PKG-INFO", StringComparison.Ordinal)
        || path.EndsWith("/EGG-INFO/PKG-INFO", StringComparison.Ordinal) || path.EndsWith(".egg-info", StringComparison.Ordinal);

    public static void Read(MetadataReading reading, ReadOnlyMemory<byte> bytes)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var lines = new TextLines(bytes.Span);
        while (lines.MoveNext())
        {
            var line = Encoding.UTF8.GetString(lines.Current).TrimEnd('\r');
            if (line.Length == 0) break;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            // A field may be repeated; of those that are asked for the first one counts.
            if (colon > 0 && line[0] is not (' ' or '\t')) fields.TryAdd(line[..colon], line[(colon + 1)..].Trim());
        }

        if (fields.Count == 0) reading.Refuse("not core metadata");
        else reading.Add("pypi", "", fields.GetValueOrDefault("Name", ""), fields.GetValueOrDefault("Version", ""), fields.GetValueOrDefault("License-Expression") ?? Stated(fields.GetValueOrDefault("License", "")));
    }

    private static string Stated(string licence) => licence is "UNKNOWN" || licence.Length > 200 ? "" : licence;
}
