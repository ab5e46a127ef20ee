using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Packages.Languages;

/// <summary><c>package.json</c> of a package that npm, yarn or pnpm put below <c>node_modules</c>. Others are of a source tree, and may say nothing of what is installed.</summary>
internal static class NodeMetadata
{
    private const string Folder = "node_modules/";

    /// <summary><c>…/node_modules/NAME/package.json</c>, and <c>…/node_modules/@SCOPE/NAME/package.json</c>.</summary>
    public static bool IsFile(ReadOnlySpan<char> path)
    {
        if (!path.EndsWith("/package.json", StringComparison.Ordinal)) return false;
        var at = path.LastIndexOf(Folder, StringComparison.Ordinal);
        if (at < 0 || (at > 0 && path[at - 1] != '/')) return false;
        var rest = path[(at + Folder.Length)..^"/package.json".Length];
        return rest.Length > 0 && rest.Count('/') == (rest[0] == '@' ? 1 : 0);
    }

    public static void Read(MetadataReading reading, ReadOnlyMemory<byte> bytes)
    {
        if (!reading.Json(bytes, out var root)) return;
        var name = root["name"].AsText ?? "";
        // Packages keep small files of this name that only say how their folders are to be loaded.
        if (name.Length == 0 && !root["version"].HasValue) return;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var (space, plain) = name.StartsWith('@') && slash > 0 ? (name[..slash], name[(slash + 1)..]) : ("", name);
        reading.Add("npm", space, plain, root["version"].AsText ?? "", Licence(root));
    }

    // Older packages have an object, or a list of them.
    private static string Licence(JsonValue root) =>
        root["license"].AsText ?? root["license"]["type"].AsText ?? string.Join(" OR ", root["licenses"].Items.Select(one => one["type"].AsText ?? one.AsText).OfType<string>());
}
