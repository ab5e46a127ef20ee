using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Packages.Languages;

/// <summary><c>vendor/composer/installed.json</c>: the packages that Composer installed, as a list (1) or below <c>packages</c> (2).</summary>
internal static class ComposerInstalled
{
    public static void Read(MetadataReading reading, ReadOnlyMemory<byte> bytes)
    {
        if (!reading.Json(bytes, out var root)) return;
        var list = root.IsList ? root : root["packages"];
        if (!list.IsList)
        {
            reading.Refuse("no packages are listed");
            return;
        }

        foreach (var item in list.Items)
        {
            var name = item["name"].AsText ?? "";
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            var licence = string.Join(" OR ", item["license"].Items.Select(one => one.AsText).OfType<string>());
            reading.Add("composer", slash > 0 ? name[..slash] : "", slash > 0 ? name[(slash + 1)..] : name, item["version"].AsText ?? "", licence, item.Locator);
        }
    }
}
