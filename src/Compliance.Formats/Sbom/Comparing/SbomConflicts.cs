using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Packages.Urls;

namespace Compliance.Formats.Sbom.Comparing;

/// <summary>Where documents that become one disagree, and what of them one document has no place for. Every value is told with its document and place.</summary>
internal sealed class SbomConflicts
{
    private readonly SortedSet<string> lines = new(StringComparer.Ordinal);

    public ImmutableArray<string> ToImmutable() => [.. lines];

    /// <summary>Relationships of a document between its components; others are told.</summary>
    public IEnumerable<SbomRelationship> Known(SbomDocument document, Dictionary<string, string> ids)
    {
        var (known, lost) = (new List<SbomRelationship>(), 0);
        foreach (var one in document.Relationships)
        {
            if (ids.ContainsKey(one.From) && ids.ContainsKey(one.To)) known.Add(one);
            else if (one.Kind is not ("DESCRIBES" or "DESCRIBED_BY") && one.To is not ("NONE" or "NOASSERTION")) lost++;
        }

        if (lost > 0) lines.Add(string.Create(CultureInfo.InvariantCulture, $"{document.Locator.Document}: {lost} relationships with something that is no component are left out"));
        return known;
    }

    /// <summary>Components that several documents have: members, hashes and properties that differ. The first value stands.</summary>
    public void AddOf(IEnumerable<IReadOnlyList<(SbomDocument Document, SbomComponent Component)>> groups)
    {
        foreach (var group in groups.Where(group => group.Count > 1))
        {
            var name = group[0].Component.Name;
            foreach (var member in SbomMember.Single) AddDifferent(name, member.Name, [.. group.Select(one => (member.Text(one.Component), $"{member.PlaceIn(one.Document, one.Component)}"))], "the first is taken");
            foreach (var algorithm in group.SelectMany(one => one.Component.Hashes).Select(hash => hash.Algorithm).Distinct(StringComparer.Ordinal))
            {
                var stated = group.SelectMany(one => one.Component.Hashes.Where(hash => hash.Algorithm == algorithm).Take(1).Select(hash => (hash.Hex, $"{SbomMember.Hash.PlaceIn(one.Document, one.Component)}")));
                AddDifferent(name, algorithm, [.. stated], "the first is taken");
            }

            foreach (var key in group.SelectMany(one => one.Component.Properties).Select(property => property.Key).Distinct(StringComparer.Ordinal))
            {
                var stated = group.SelectMany(one => one.Component.Properties.Where(property => property.Key == key).Select(property => (property.Value, $"{SbomMember.Property.PlaceIn(one.Document, one.Component)}")));
                AddDifferent(name, $"property {key}", [.. stated], "both are kept");
            }
        }
    }

    /// <summary>Packages that two documents or more know, by versions that not all of them name.</summary>
    public void AddVersions(IReadOnlyList<SbomDocument> documents)
    {
        var known = new Dictionary<string, List<(SbomDocument Document, SbomComponent Component)>>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            foreach (var component in document.Components.Where(component => !component.IsFile))
            {
                var key = Identity(component);
                if (!known.TryGetValue(key, out var list)) known[key] = list = [];
                list.Add((document, component));
            }
        }

        foreach (var list in known.Values)
        {
            var versions = list.GroupBy(one => one.Document, ReferenceEqualityComparer.Instance).Select(group => group.Select(one => one.Component.Version).ToHashSet(StringComparer.Ordinal)).ToList();
            if (versions.Count < 2 || versions.TrueForAll(versions[0].SetEquals)) continue;
            AddDifferent(list[0].Component.Name, SbomMember.Version.Name, [.. list.Select(one => (one.Component.Version, $"{SbomMember.Version.PlaceIn(one.Document, one.Component)}"))], "each is kept");
        }
    }

    /// <summary>What documents say of themselves.</summary>
    public void AddOf(IReadOnlyList<SbomDocument> documents)
    {
        foreach (var document in documents)
        {
            var name = document.Locator.Document;
            lines.Add($"{name}: identifier '{document.Namespace}' and time '{document.Created}' are not those of the result");
            if (!document.Completeness.IsEmpty) lines.Add($"{name}: statements on how complete its lists are say nothing of the result");
        }

        var first = documents[0];
        foreach (var document in documents.Skip(1))
        {
            var name = document.Locator.Document;
            if (document.Name.Length > 0 && document.Name != first.Name) lines.Add($"{name}: name '{document.Name}' is left out");
            if (document.DataLicence.Length > 0 && document.DataLicence != first.DataLicence) lines.Add($"{name}: licence '{document.DataLicence}' of the document is left out");
            if (document.Comment.Length > 0 && document.Comment != first.Comment) lines.Add($"{name}: comment of the creator is left out");
            if (document.Version.Length > 0 && document.Version != first.Version) lines.Add($"{name}: version '{document.Version}' of the document is left out");
            foreach (var subject in Subjects(document).Except(Subjects(first), StringComparer.Ordinal)) lines.Add($"{name}: is about '{subject}', the result is about what {first.Locator.Document} is about");
        }
    }

    private static IEnumerable<string> Subjects(SbomDocument document) => document.Described.Select(id => document.Components.FirstOrDefault(component => component.Id == id)?.Name ?? id);

    private void AddDifferent(string name, string what, IReadOnlyList<(string Text, string Place)> stated, string outcome)
    {
        var values = stated.Where(one => one.Text.Length > 0 && !SbomWords.IsUnknown(one.Text)).DistinctBy(one => one.Text, StringComparer.Ordinal).ToList();
        if (values.Count > 1) lines.Add($"{name}: {what} {string.Join(", ", values.Select(one => $"'{one.Text}' in {one.Place}"))}; {outcome}");
    }

    private static string Identity(SbomComponent component)
    {
        foreach (var text in component.Purls)
        {
            if (PackageUrl.Parse(text).TryGet(out var purl)) return $"{purl.Type}/{purl.Namespace}/{purl.Name}";
        }

        return $" {component.Kind}/{component.Group}/{component.Name}";
    }
}
