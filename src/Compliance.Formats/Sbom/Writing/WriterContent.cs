using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Compliance.Formats.Sbom.Writing;

/// <summary>A document prepared for writing: time in UTC, an identifier for every component, relationships in one direction and without repetition.</summary>
internal sealed class WriterContent
{
    // Inverse words of SPDX 2; one direction says it all.
    private static readonly Dictionary<string, string> Inverse = new(StringComparer.Ordinal)
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
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var components = ImmutableArray.CreateBuilder<SbomComponent>(document.Components.Length);
        foreach (var component in document.Components)
        {
            var id = component.Id.Length > 0 ? component.Id : $"component-{components.Count.ToString(CultureInfo.InvariantCulture)}";
            if (seen.Add(id)) components.Add(component with { Id = id });
            else losses.Add("component with the identifier of another one");
        }

        Components = components.ToImmutable();
        Described = [.. document.Described.Where(seen.Contains)];
        var pairs = new HashSet<SbomRelationship>();
        var relationships = ImmutableArray.CreateBuilder<SbomRelationship>();
        foreach (var stated in document.Relationships)
        {
            var one = Inverse.TryGetValue(stated.Kind, out var kind) ? new SbomRelationship(stated.To, kind, stated.From) : stated;
            if (one.Kind == "DESCRIBES") continue;
            if (!seen.Contains(one.From) || !seen.Contains(one.To)) losses.AddIf(one.To is not ("NONE" or "NOASSERTION"), $"relationship {one.Kind} with something that is no component");
            else if (pairs.Add(one)) relationships.Add(one);
        }

        Relationships = [.. relationships.OrderBy(one => one.From, StringComparer.Ordinal).ThenBy(one => one.Kind, StringComparer.Ordinal).ThenBy(one => one.To, StringComparer.Ordinal)];
        losses.AddIf(document.HasSignature, "signature inside the document");
        losses.AddIf(document.Vulnerabilities > 0, "list of vulnerabilities");
    }

    public SbomDocument Document { get; }

    public string Created { get; }

    public ImmutableArray<SbomComponent> Components { get; }

    public ImmutableArray<string> Described { get; }

    public ImmutableArray<SbomRelationship> Relationships { get; }

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
            else safe.Append(CultureInfo.InvariantCulture, $"-{(int)character:x}-");
        }

        return safe.ToString();
    }

    /// <summary>The licence that a component says it has; without one, what was concluded.</summary>
    public static string DeclaredOf(SbomComponent component) => component.DeclaredLicence.Length > 0 || component.ConcludedLicence.Length > 0 ? component.DeclaredLicence : component.Licence;
}
