using Compliance.Evidence.Collection.Packages.Languages;
using Compliance.Formats.Sbom;

namespace Compliance.Evidence.Collection.Sboms.Making;

/// <summary>Packages of languages in a bill of materials: each once, below the packages of the system that own them, and the files that say so.</summary>
internal sealed class BomLanguages(Action<SbomComponent> add, List<SbomRelationship> relationships)
{
    /// <param name="owners">Identifiers of the system's packages by label.</param>
    /// <param name="withFiles">Whether files are components of the document.</param>
    public void Write(IEnumerable<FoundLanguagePackage> found, IReadOnlyDictionary<string, string> owners, bool withFiles)
    {
        foreach (var group in found.GroupBy(one => one.Purl.ToString(), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var id = $"language-{group.Key}";
            var first = group.First();
            var licence = group.Select(one => one.Package.Licence).FirstOrDefault(text => text.Length > 0) ?? "";
            add(new SbomComponent
            {
                Locator = first.Locator,
                Id = id,
                Name = first.Name,
                Version = first.Purl.Version,
                Kind = "library",
                Purls = [group.Key],
                DeclaredLicence = licence.Length > 0 ? licence : "NOASSERTION",
                Licence = licence,
                // Metadata name no producer, and have no digest of the package as it was published.
                StatedUnknown = licence.Length > 0 ? ["producer", "hash"] : ["licence", "producer", "hash"],
                Properties = [.. group.Select(one => one.Package.Within.Length == 0 ? one.Path : $"{one.Path}!{one.Package.Within}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(20).Select(path => KeyValuePair.Create("compliance:found-in", path))],
            });
            foreach (var owner in group.Select(one => one.Owner).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                if (owners.TryGetValue(owner, out var holder)) relationships.Add(new SbomRelationship(holder, "CONTAINS", id));
            }

            if (!withFiles) continue;
            foreach (var path in group.Select(one => one.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) relationships.Add(new SbomRelationship($"file-{path}", "CONTAINS", id));
        }
    }
}
