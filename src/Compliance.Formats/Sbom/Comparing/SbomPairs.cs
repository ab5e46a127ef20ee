namespace Compliance.Formats.Sbom.Comparing;

/// <summary>Components of a document and the same ones in another form of it, whatever identifiers that form gave them. The closest likeness is taken first, each component once.</summary>
internal sealed class SbomPairs
{
    private static readonly Func<SbomComponent, string>[] Likenesses =
    [
        component => $"{Shown(component)}\0{component.Version}\0{string.Join(' ', component.Purls)}\0{string.Join(' ', component.Hashes)}",
        component => $"{Shown(component)}\0{component.Version}\0{(component.Purls.IsEmpty ? "" : component.Purls[0])}",
        component => $"{Shown(component)}\0{component.Version}",
        Shown,
        component => component.Name,
    ];

    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);

    public SbomPairs(SbomDocument source, SbomDocument written)
    {
        var (open, rest) = (source.Components.ToList(), written.Components.ToList());
        var found = new Dictionary<SbomComponent, SbomComponent>(ReferenceEqualityComparer.Instance);
        foreach (var likeness in Likenesses)
        {
            if (open.Count == 0) break;
            var byLikeness = rest.GroupBy(likeness, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<SbomComponent>(group), StringComparer.Ordinal);
            foreach (var component in open)
            {
                if (byLikeness.TryGetValue(likeness(component), out var queue) && queue.TryDequeue(out var same)) found[component] = same;
            }

            open.RemoveAll(found.ContainsKey);
            rest = [.. byLikeness.Values.SelectMany(queue => queue)];
        }

        Found = [.. source.Components.Where(found.ContainsKey).Select(component => (component, found[component]))];
        Lost = open;
        foreach (var (component, same) in Found) ids.TryAdd(component.Id, same.Id);
    }

    public IReadOnlyList<(SbomComponent Source, SbomComponent Written)> Found { get; }

    public IReadOnlyList<SbomComponent> Lost { get; }

    /// <summary>The identifier that the other form gave a component; null for what it does not have.</summary>
    public string? IdOf(string id) => ids.GetValueOrDefault(id);

    private static string Shown(SbomComponent component) => component.IsFile
        ? $"file\0{component.Name.TrimStart('.').TrimStart('/')}"
        : component.Group.Length > 0 ? $"{component.Group}/{component.Name}" : component.Name;
}
