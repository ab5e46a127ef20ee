using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Compliance.Formats.Sbom.Writing;

/// <summary>A document prepared for writing: time in UTC, an identifier for every component, relationships in one direction and without repetition.</summary>
internal sealed class WriterContent
{
    // Inverse words of SPDX 2; one direction says it all.
    internal static readonly Dictionary<string, string> Inverse = new(StringComparer.Ordinal)
    {
        ["CONTAINED_BY"] = "CONTAINS",
        ["DEPENDENCY_OF"] = "DEPENDS_ON",
        ["DESCRIBED_BY"] = "DESCRIBES",
        ["GENERATED_FROM"] = "GENERATES",
    };

    private static readonly SearchValues<char> SafeCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    public WriterContent(SbomDocument document, LossList losses)
    {
        Document = document;
        Created = DateTimeOffset.TryParse(document.Created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created)
            ? created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : throw new ArgumentException($"'{document.Created}' is not a time", nameof(document));
        var indexes = new Dictionary<string, int>(document.Components.Length, StringComparer.Ordinal);
        var components = ImmutableArray.CreateBuilder<SbomComponent>(document.Components.Length);
        foreach (var component in document.Components)
        {
            var id = component.Id.Length > 0 ? component.Id : $"component-{components.Count.ToString(CultureInfo.InvariantCulture)}";
            if (indexes.TryAdd(id, components.Count)) components.Add(component.Id.Length > 0 ? component : component with { Id = id });
            else losses.Add("component with the identifier of another one");
        }

        Components = components.ToImmutable();
        Described = [.. document.Described.Where(indexes.ContainsKey)];
        Relationships = InOrder(document.Relationships, indexes, losses);
        losses.AddIf(document.HasSignature, "signature inside the document");
        losses.AddIf(document.Vulnerabilities > 0, "list of vulnerabilities");
    }

    public SbomDocument Document { get; }

    public string Created { get; }

    public ImmutableArray<SbomComponent> Components { get; }

    public ImmutableArray<string> Described { get; }

    public ImmutableArray<SbomRelationship> Relationships { get; }

    /// <summary>
    /// Relationships between components, each once, by from, kind and to in ordinal order. Identifiers are put in order once and relationships by their
    /// numbers: an image has twice as many relationships as files, and their identifiers are long and begin alike.
    /// </summary>
    private ImmutableArray<SbomRelationship> InOrder(IEnumerable<SbomRelationship> stated, Dictionary<string, int> indexes, LossList losses)
    {
        var known = new List<(int From, string Kind, int To)>();
        foreach (var one in stated)
        {
            var (from, kind, to) = Inverse.TryGetValue(one.Kind, out var inverse) ? (one.To, inverse, one.From) : (one.From, one.Kind, one.To);
            if (kind == "DESCRIBES") continue;
            if (indexes.TryGetValue(from, out var user) && indexes.TryGetValue(to, out var used)) known.Add((user, kind, used));
            else if (to is not ("NONE" or "NOASSERTION")) losses.Add($"relationship {kind} with something that is no component");
        }

        var ids = Components.Select(component => component.Id).ToArray();
        var byRank = Enumerable.Range(0, ids.Length).ToArray();
        Array.Sort(ids, byRank, StringComparer.Ordinal);
        var ranks = new int[byRank.Length];
        for (var rank = 0; rank < byRank.Length; rank++) ranks[byRank[rank]] = rank;
        var kinds = known.Select(one => one.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var kindRanks = kinds.Select((kind, rank) => (kind, rank)).ToDictionary(pair => pair.kind, pair => (uint)pair.rank, StringComparer.Ordinal);
        var keys = known.Select(one => new UInt128((ulong)ranks[one.From], ((ulong)kindRanks[one.Kind] << 32) | (uint)ranks[one.To])).ToArray();
        Array.Sort(keys);
        var ordered = ImmutableArray.CreateBuilder<SbomRelationship>(keys.Length);
        for (var at = 0; at < keys.Length; at++)
        {
            if (at == 0 || keys[at] != keys[at - 1]) ordered.Add(new SbomRelationship(ids[(int)(uint)(keys[at] >> 64)], kinds[(int)(uint)(keys[at] >> 32)], ids[(int)(uint)keys[at]]));
        }

        return ordered.ToImmutable();
    }

    /// <summary>Whether a text is an expression by its form: identifiers joined by AND, OR and WITH.</summary>
    public static bool IsExpression(string text)
    {
        var words = text.Replace("(", " ", StringComparison.Ordinal).Replace(")", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length % 2 == 0 || text.Count(character => character == '(') != text.Count(character => character == ')')) return false;
        for (var index = 0; index < words.Length; index++)
        {
            var isOperator = words[index] is "AND" or "OR" or "WITH";
            if (isOperator != (index % 2 == 1) || !words[index].All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '+' or ':')) return false;
        }

        return true;
    }

    /// <summary>Letters, digits, dot and hyphen; everything else by its code.</summary>
    public static string Safe(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(SafeCharacters)) return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (SafeCharacters.Contains(character)) safe.Append(character);
            else if (character == '/') safe.Append("-2f-");
            else safe.Append(CultureInfo.InvariantCulture, $"-{(int)character:x}-");
        }

        return safe.ToString();
    }

    /// <summary>The licence that a component says it has; without one, what was concluded.</summary>
    public static string DeclaredOf(SbomComponent component) => component.DeclaredLicence.Length > 0 || component.ConcludedLicence.Length > 0 ? component.DeclaredLicence : component.Licence;
}
