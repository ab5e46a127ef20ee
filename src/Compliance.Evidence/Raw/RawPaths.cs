using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Archives.Zip;

namespace Compliance.Evidence.Raw;

/// <summary>
/// Chooses the entry names of raw documents under <c>data/evidence/</c>. One instance a package; not thread safe. The same origins in the same
/// order get the same names. An origin that is no allowed entry name, or would collide on a file system that ignores case, is named by the
/// SHA-256 of its text instead; the index keeps the origin itself.
/// </summary>
public sealed class RawPaths
{
    /// <summary>Folder of raw evidence in a package.</summary>
    public const string Root = "data/evidence/";

    public const string SystemFile = "system.yaml";

    public const string NodeInventory = "nodes.yaml";

    /// <summary>Bytes of a path under <see cref="Root"/>.</summary>
    public const int MaxLength = 160;

    private const string ByName = "by-name";

    private readonly HashSet<string> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> folders = new(StringComparer.Ordinal);

    public static string Index(Digest subject) => $"images/{subject.Hex}/index.json";

    public static string Manifest(Digest subject) => $"images/{subject.Hex}/manifest.json";

    public static string Config(Digest subject) => $"images/{subject.Hex}/config.json";

    public static string Inventory(Digest subject) => $"images/{subject.Hex}/inventory.jsonl";

    /// <summary>A manifest or blob found beside an image. Named by content: images of one index share what refers to the index.</summary>
    public static string Attached(Digest content) => $"attached/{content.Hex}";

    /// <param name="origin">Path in the image.</param>
    public string File(Digest subject, string origin) => Choose($"images/{subject.Hex}/files", origin);

    /// <param name="origin">Path in the image of the file that was looked into.</param>
    public string Observation(Digest subject, string origin) => Choose($"images/{subject.Hex}/observations", origin);

    /// <param name="fileName">Path in the caller's trust folder.</param>
    public string Trust(string fileName) => Choose("trust", fileName);

    /// <param name="fileName">The caller's file name.</param>
    public string GivenSbom(string fileName) => Choose("sboms", fileName);

    /// <param name="fileName">Path in the caller's folder of waivers.</param>
    public string Waiver(string fileName) => Choose("waivers", fileName);

    /// <param name="fileName">Path in the caller's folder of human evidence.</param>
    public string HumanEvidence(string fileName) => Choose("human", fileName);

    /// <param name="fileName">Name in the policies folder.</param>
    public string PolicySet(string fileName) => Choose("policy-set", fileName);

    /// <param name="fileName">Path in the caller's folder of findings.</param>
    public string Finding(string fileName) => Choose("findings", fileName);

    /// <param name="kind">Of the feed.</param>
    /// <param name="name">Of the feed.</param>
    public static string Feed(string kind, string name) => $"feeds/{kind}-{name}.jsonl";

    private string Choose(string folder, string origin)
    {
        var wanted = $"{folder}/{origin}";
        if (wanted.Length <= MaxLength && ZipEntryName.IsAllowed(Root + wanted) && !origin.StartsWith(ByName, StringComparison.OrdinalIgnoreCase) && TryTake(wanted)) return wanted;
        var substitute = $"{folder}/{ByName}/{Digests.Sha256(Encoding.UTF8.GetBytes(origin)).Hex[..32]}";
        return TryTake(substitute) ? substitute : throw new ArgumentException($"'{origin}' was named before", nameof(origin));
    }

    // A file may neither have the name of another file nor of a folder, and no folder above it may be a file.
    private bool TryTake(string path)
    {
        var folded = ZipEntryName.Fold(path);
        var above = new List<string>();
        for (var slash = folded.LastIndexOf('/'); slash > 0; slash = folded.LastIndexOf('/', slash - 1)) above.Add(folded[..slash]);
        if (folders.Contains(folded) || above.Exists(files.Contains) || !files.Add(folded)) return false;
        folders.UnionWith(above);
        return true;
    }
}
