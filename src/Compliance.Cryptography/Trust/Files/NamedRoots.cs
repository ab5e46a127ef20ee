using System.Security.Cryptography;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Cryptography.Trust.Files;

/// <summary>
/// The trusted roots of a trust folder: those listed under <c>roots</c> of trust.yaml with name, import time, source and approver, and those that an identity names
/// by their file alone. Each file is read once: identities of one instance share what is remembered of its root.
/// </summary>
internal sealed class NamedRoots(TrustFields fields, DefectCollector defects, Func<YamlNode, string, TrustFile?> file, string folder)
{
    private static readonly string[] Known = ["name", "file", "sha256", "importedAt", "source", "approvedBy"];

    private readonly Dictionary<string, (TrustFile File, TrustedRoot Root)> named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TrustedRoot?> read = new(StringComparer.Ordinal);

    /// <summary>Reads the list.</summary>
    public void Read(YamlMapping root)
    {
        if (fields.Sequence(root, "roots", required: false) is not { } list) return;
        if (list.Items.Length > TrustPolicies.MaxEntries)
        {
            defects.Add(TrustCodes.TooMany, list.Locator, $"{list.Items.Length} roots, at most {TrustPolicies.MaxEntries}");
            return;
        }

        foreach (var item in list.Items) Add(item);
    }

    /// <summary>The root that an identity names under <c>root</c>.</summary>
    public (TrustFile File, TrustedRoot Root)? Named(YamlNode at, string name)
    {
        if (named.TryGetValue(name, out var found)) return found;
        defects.Add(TrustCodes.BadValue, at.Locator, $"no root is named '{name}': list it under roots, with its file");
        return null;
    }

    /// <summary>The root that an identity names by its file.</summary>
    public TrustedRoot? Of(TrustFile one)
    {
        if (read.TryGetValue(one.Path, out var known)) return known;
        var reading = TrustedRoots.Read(one.Bytes, $"{folder}/{one.Path}");
        if (!reading.TryGet(out var root)) defects.AddRange(reading.Defects);
        return read[one.Path] = root;
    }

    private void Add(YamlNode node)
    {
        if (fields.Mapping(node, "a root", Known) is not { } map) return;
        var name = fields.Text(map, "name", required: true);
        var path = fields.Text(map, "file", required: true);
        var imported = fields.Time(map, "importedAt");
        if (map["importedAt"] is null) defects.Add(TrustCodes.MissingField, map.Locator, "'importedAt' says when the root was fetched: its age is told with every result");
        var (source, approver, pin) = (fields.Text(map, "source", required: false) ?? "", fields.Text(map, "approvedBy", required: false) ?? "", fields.Text(map, "sha256", required: false));
        if (name is null || path is null || file(map["file"]!, path) is not { } found) return;
        var digest = Digest.Sha256(SHA256.HashData(found.Bytes.Span));
        if (pin is not null && pin != digest.Hex)
        {
            defects.Add(TrustCodes.BadValue, map["sha256"]!.Locator, $"'{path}' has the SHA-256 {digest.Hex}, not the one that is pinned: it was changed after it was approved");
            return;
        }

        if (Of(found) is not { } root) return;
        if (!named.TryAdd(name, (found, root with { Name = name, ImportedAt = imported, Source = source, ApprovedBy = approver }))) defects.Add(TrustCodes.DuplicateName, map.Locator, $"the root '{name}' is given twice");
    }
}
