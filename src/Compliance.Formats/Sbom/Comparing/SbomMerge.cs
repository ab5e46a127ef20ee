using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Formats.Sbom.Comparing;

/// <summary>Several documents as one.</summary>
/// <param name="Document">About what the first one is about; without time and namespace of its own.</param>
/// <param name="Differences">
/// Where documents say different things of the same component, each value with its document and place: the first one's word stands. And what of a document has no place in one of several. Ordinal order.
/// </param>
public sealed record SbomMerge(SbomDocument Document, ImmutableArray<string> Differences)
{
    /// <summary>
    /// Components are the same by package URL, files by path, others by kind, name and version. A package that documents know by different versions stays as often as that, and is named among the
    /// differences.
    /// </summary>
    /// <exception cref="ArgumentException">No document.</exception>
    public static SbomMerge Of(IReadOnlyList<SbomDocument> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        if (documents.Count == 0) throw new ArgumentException("no document", nameof(documents));
        var groups = new List<List<(SbomDocument Document, SbomComponent Component)>>();
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        var (names, relationships, conflicts) = (new List<string>(), new List<SbomRelationship>(), new SbomConflicts());
        for (var index = 0; index < documents.Count; index++)
        {
            var ids = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var component in documents[index].Components)
            {
                var key = KeyOf(component);
                if (!byKey.TryGetValue(key, out var at))
                {
                    byKey[key] = at = groups.Count;
                    groups.Add([]);
                    names.Add(string.Create(CultureInfo.InvariantCulture, $"{index + 1}-{component.Id}"));
                }

                groups[at].Add((documents[index], component));
                if (component.Id.Length > 0) ids.TryAdd(component.Id, names[at]);
            }

            relationships.AddRange(conflicts.Known(documents[index], ids).Select(one => new SbomRelationship(ids[one.From], one.Kind, ids[one.To])));
        }

        var merged = groups.Select((group, at) => group.Skip(1).Aggregate(group[0].Component, (first, next) => Join(first, next.Component)) with { Id = names[at] }).ToList();
        conflicts.AddOf(groups);
        conflicts.AddVersions(documents);
        conflicts.AddOf(documents);
        return new SbomMerge(Combine(documents, merged, relationships), conflicts.ToImmutable());
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

    private static SbomComponent Join(SbomComponent first, SbomComponent second)
    {
        var algorithms = first.Hashes.Select(hash => hash.Algorithm).ToHashSet(StringComparer.Ordinal);
        var joined = first with
        {
            Version = Either(first.Version, second.Version),
            Kind = Either(first.Kind, second.Kind),
            Group = Either(first.Group, second.Group),
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
        return joined with { StatedUnknown = [.. first.StatedUnknown.Union(second.StatedUnknown).Where(name => !IsKnown(joined, name))] };
    }

    /// <summary>What one document does not know another may state.</summary>
    private static bool IsKnown(SbomComponent component, string unknown) => unknown switch
    {
        "version" => IsStated(component.Version),
        "supplier" => IsStated(component.Supplier),
        "producer" => IsStated(component.Producer),
        "licence" => IsStated(component.Licence),
        "downloadlocation" => IsStated(component.DownloadLocation),
        "hash" => !component.Hashes.IsEmpty,
        _ => false,
    };

    private static bool IsStated(string text) => text.Length > 0 && !SbomWords.IsUnknown(text);

    private static string Either(string first, string second) => IsStated(first) ? first : second.Length > 0 ? second : first;
}
