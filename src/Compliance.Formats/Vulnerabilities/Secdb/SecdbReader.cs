using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Formats.Vulnerabilities.Secdb;

/// <summary>
/// Reads a security database in JSON or YAML. Refused: no list of packages, or an empty one, because "no entry" would then read as "nothing wrong".
/// A package or a fix that can't be understood is a defect and left out.
/// </summary>
public static class SecdbReader
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    public static Reading<SecdbFeed> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        if (bytes.Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
        {
            var json = StrictJson.Read(bytes, document, limits);
            return json.TryGet(out var tree) ? Read(tree.Root, limits) : Readings.Reject<SecdbFeed>(json.Defects);
        }

        var yaml = YamlTree.Read(bytes, document, limits with { MaxYamlBytes = limits.MaxDocumentBytes });
        return yaml.TryGet(out var node) ? Read(node, limits) : Readings.Reject<SecdbFeed>(yaml.Defects);
    }

    private static Reading<SecdbFeed> Read(JsonValue root, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var packages = ImmutableArray.CreateBuilder<SecdbPackage>();
        foreach (var item in root.OptionalMaps("packages", defects, VulnerabilityCodes.NotSecdb))
        {
            var package = item.RequiredMap("pkg", defects, VulnerabilityCodes.NotSecdb);
            if (package.RequiredText("name", defects, VulnerabilityCodes.NotSecdb) is not { } name)
                continue;
            var fixes = package.OptionalMap("secfixes", defects, VulnerabilityCodes.NotSecdb).Members
                .Select(fix => Fix(fix.Name, fix.Value.Items.Select(id => id.AsText), fix.Value.Locator, defects));
            packages.Add(new SecdbPackage(name, [.. fixes]));
        }

        return Finish(
            new SecdbFeed(root.OptionalText("distroversion", defects) ?? "", root.OptionalText("reponame", defects) ?? "", packages.ToImmutable())
            {
                Url = root.OptionalText("urlprefix", defects) ?? root.OptionalText("apkurl", defects) ?? "",
            },
            root.Locator,
            defects);
    }

    private static Reading<SecdbFeed> Read(YamlNode root, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var map = root as YamlMapping;
        var packages = ImmutableArray.CreateBuilder<SecdbPackage>();
        foreach (var item in (map?["packages"] as YamlSequence)?.Items ?? [])
        {
            if ((item as YamlMapping)?["pkg"] is not YamlMapping package || package["name"] is not YamlScalar name)
            {
                defects.Add(VulnerabilityCodes.NotSecdb, item.Locator, "a package is a mapping 'pkg' with a 'name'");
                continue;
            }

            var fixes = ((package["secfixes"] as YamlMapping)?.Entries ?? [])
                .Select(fix => Fix(fix.Key.Text, (fix.Value as YamlSequence)?.Items.Select(id => (id as YamlScalar)?.Text) ?? [], fix.Value.Locator, defects));
            packages.Add(new SecdbPackage(name.Text, [.. fixes]));
        }

        var url = Text(map, "urlprefix");
        return Finish(new SecdbFeed(Text(map, "distroversion"), Text(map, "reponame"), packages.ToImmutable()) { Url = url.Length > 0 ? url : Text(map, "apkurl") }, root.Locator, defects);
    }

    private static SecdbFix Fix(string version, IEnumerable<string?> entries, Locator locator, DefectCollector defects)
    {
        var ids = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        foreach (var entry in entries)
        {
            ImmutableArray<string> names = [.. (entry ?? "").Split(Blanks, StringSplitOptions.RemoveEmptyEntries)];
            if (names.IsEmpty)
                defects.Add(VulnerabilityCodes.BadRow, locator, $"a fix of version '{version}' names no vulnerability");
            else
                ids.Add(names);
        }

        return new SecdbFix(version, ids.ToImmutable());
    }

    private static Reading<SecdbFeed> Finish(SecdbFeed feed, Locator root, DefectCollector defects)
    {
        if (!feed.Packages.IsEmpty)
            return Readings.Accept(feed, defects.ToImmutable());
        defects.Add(VulnerabilityCodes.Empty, root, "the security database lists no package");
        return Readings.Reject<SecdbFeed>(defects.ToImmutable());
    }

    private static string Text(YamlMapping? map, string name) => (map?[name] as YamlScalar)?.Text ?? "";
}
