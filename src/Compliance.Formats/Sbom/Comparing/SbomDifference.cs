using System.Collections.Immutable;
using Compliance.Formats.Packages.Urls;

namespace Compliance.Formats.Sbom.Comparing;

/// <summary>One difference between two documents, whatever their formats.</summary>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Component">Name of the package, or path of the file.</param>
/// <param name="What"><c>component</c>, <c>version</c>, <c>licence</c> or <c>hash</c>.</param>
public sealed record SbomDifference(string Change, string Component, string What, string Before, string After)
{
    /// <summary>All differences by name of component. Packages are the same by type and name of their package URL, without one by name; a package that is there in several versions is compared as a set.</summary>
    public static ImmutableArray<SbomDifference> Between(SbomDocument before, SbomDocument after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (left, right) = (ByIdentity(before), ByIdentity(after));
        var differences = ImmutableArray.CreateBuilder<SbomDifference>();
        foreach (var key in left.Keys.Union(right.Keys).Order(StringComparer.Ordinal))
        {
            var name = key[(key.IndexOf('\0', StringComparison.Ordinal) + 1)..];
            if (!right.TryGetValue(key, out var added)) differences.Add(new SbomDifference("removed", name, "component", Versions(left[key]), ""));
            else if (!left.TryGetValue(key, out var known)) differences.Add(new SbomDifference("added", name, "component", "", Versions(added)));
            else Compare(differences, name, known, added);
        }

        return differences.ToImmutable();
    }

    private static void Compare(ImmutableArray<SbomDifference>.Builder differences, string name, List<SbomComponent> before, List<SbomComponent> after)
    {
        Add("version", Versions(before), Versions(after));
        Add("licence", Joined(before, component => component.Licence), Joined(after, component => component.Licence));
        foreach (var algorithm in Algorithms(before).Intersect(Algorithms(after)).Order(StringComparer.Ordinal)) Add("hash", Hashes(before, algorithm), Hashes(after, algorithm));

        void Add(string what, string old, string now)
        {
            if (old != now) differences.Add(new SbomDifference("changed", name, what, old, now));
        }
    }

    // Hashes of kinds that only one document states are no difference of the component.
    private static IEnumerable<string> Algorithms(List<SbomComponent> components) => components.SelectMany(component => component.Hashes).Select(hash => hash.Algorithm).Distinct(StringComparer.Ordinal);

    private static string Hashes(List<SbomComponent> components, string algorithm) =>
        string.Join(", ", components.SelectMany(component => component.Hashes).Where(hash => hash.Algorithm == algorithm).Select(hash => $"{algorithm}:{hash.Hex}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string Versions(List<SbomComponent> components) => Joined(components, component => component.Version);

    private static string Joined(List<SbomComponent> components, Func<SbomComponent, string> text) =>
        string.Join(", ", components.Select(text).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static Dictionary<string, List<SbomComponent>> ByIdentity(SbomDocument sbom)
    {
        var found = new Dictionary<string, List<SbomComponent>>(StringComparer.Ordinal);
        foreach (var component in sbom.Components)
        {
            var key = Identity(component);
            if (!found.TryGetValue(key, out var list)) found[key] = list = [];
            list.Add(component);
        }

        return found;
    }

    private static string Identity(SbomComponent component)
    {
        if (component.IsFile) return $"file\0{(component.Name.StartsWith("./", StringComparison.Ordinal) ? component.Name[2..] : component.Name)}";
        foreach (var text in component.Purls)
        {
            if (PackageUrl.Parse(text).TryGet(out var purl)) return $"{purl.Type}\0{(purl.Namespace.Length > 0 ? $"{purl.Namespace}/" : "")}{purl.Name}";
        }

        return $"\0{component.Name}";
    }
}
