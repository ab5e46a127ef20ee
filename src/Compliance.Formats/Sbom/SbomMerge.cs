using System.Collections.Immutable;

namespace Compliance.Formats.Sbom;

/// <summary>Several documents as one.</summary>
/// <param name="Document">About what the first one is about; without time and namespace of its own.</param>
/// <param name="Differences">Where documents say different things of the same component: the first one's word stands.</param>
public sealed record SbomMerge(SbomDocument Document, ImmutableArray<string> Differences)
{
    /// <summary>Components are the same by package URL, files by path, others by kind, name and version.</summary>
    /// <exception cref="ArgumentException">No document.</exception>
    public static SbomMerge Of(IReadOnlyList<SbomDocument> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        if (documents.Count == 0) throw new ArgumentException("no document", nameof(documents));
        var merged = new List<SbomComponent>();
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        var relationships = new List<SbomRelationship>();
        var differences = new SortedSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < documents.Count; index++)
        {
            var ids = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var component in documents[index].Components)
            {
                var key = KeyOf(component);
                if (byKey.TryGetValue(key, out var at))
                {
                    merged[at] = Join(merged[at], component, differences);
                }
                else
                {
                    byKey[key] = at = merged.Count;
                    merged.Add(component with { Id = $"{index + 1}-{component.Id}" });
                }

                if (component.Id.Length > 0) ids.TryAdd(component.Id, merged[at].Id);
            }

            relationships.AddRange(documents[index].Relationships.Where(one => ids.ContainsKey(one.From) && ids.ContainsKey(one.To)).Select(one => new SbomRelationship(ids[one.From], one.Kind, ids[one.To])));
        }

        return new SbomMerge(Combine(documents, merged, relationships), [.. differences]);
    }

    private static SbomDocument Combine(IReadOnlyList<SbomDocument> documents, List<SbomComponent> components, List<SbomRelationship> relationships) => documents[0] with
    {
        Namespace = "",
        Created = "",
        HasSignature = documents.Any(document => document.HasSignature),
        Vulnerabilities = documents.Sum(document => document.Vulnerabilities),
        // What one document says of its own completeness says nothing of all of them.
        Completeness = ImmutableSortedDictionary<string, string>.Empty,
        Authors = [.. documents.SelectMany(document => document.Authors).Distinct(StringComparer.Ordinal)],
        Tools = [.. documents.SelectMany(document => document.Tools).Distinct(StringComparer.Ordinal)],
        Creators = [.. documents.SelectMany(document => document.Creators).Distinct()],
        Contexts = [.. documents.SelectMany(document => document.Contexts).Distinct(StringComparer.Ordinal)],
        Described = [.. documents[0].Described.Select(id => $"1-{id}")],
        Components = [.. components],
        Relationships = [.. relationships.Distinct()],
    };

    private static string KeyOf(SbomComponent component) => component.IsFile
        ? $"file {(component.Name.StartsWith("./", StringComparison.Ordinal) ? component.Name[2..] : component.Name)}"
        : component.Purls.Length > 0 ? component.Purls[0] : $"{component.Kind} {component.Group} {component.Name} {component.Version}";

    private static SbomComponent Join(SbomComponent first, SbomComponent second, SortedSet<string> differences)
    {
        Note("version", first.Version, second.Version);
        Note("supplier", first.Supplier, second.Supplier);
        Note("producer", first.Producer, second.Producer);
        Note("licence", first.Licence, second.Licence);
        var algorithms = first.Hashes.Select(hash => hash.Algorithm).ToHashSet(StringComparer.Ordinal);
        foreach (var hash in second.Hashes.Where(hash => algorithms.Contains(hash.Algorithm) && !first.Hashes.Contains(hash))) differences.Add($"{first.Name}: {hash.Algorithm} {hash.Hex} is another one elsewhere");
        return first with
        {
            Version = Either(first.Version, second.Version),
            Supplier = Either(first.Supplier, second.Supplier),
            Producer = Either(first.Producer, second.Producer),
            Contact = Either(first.Contact, second.Contact),
            Licence = Either(first.Licence, second.Licence),
            DeclaredLicence = Either(first.DeclaredLicence, second.DeclaredLicence),
            ConcludedLicence = Either(first.ConcludedLicence, second.ConcludedLicence),
            Copyright = Either(first.Copyright, second.Copyright),
            DownloadLocation = Either(first.DownloadLocation, second.DownloadLocation),
            FileName = Either(first.FileName, second.FileName),
            Description = Either(first.Description, second.Description),
            Purls = [.. first.Purls.Union(second.Purls)],
            Cpes = [.. first.Cpes.Union(second.Cpes)],
            Hashes = [.. first.Hashes, .. second.Hashes.Where(hash => !algorithms.Contains(hash.Algorithm))],
            Properties = [.. first.Properties.Union(second.Properties)],
        };

        void Note(string what, string one, string other)
        {
            if (one.Length > 0 && other.Length > 0 && one != other) differences.Add($"{first.Name}: {what} '{one}', elsewhere '{other}'");
        }
    }

    private static string Either(string first, string second) => first.Length > 0 && !SbomWords.IsUnknown(first) ? first : second.Length > 0 ? second : first;
}
