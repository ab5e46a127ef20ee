using System.Collections.Immutable;
using System.Text;

namespace Compliance.Formats.Sbom.Spdx.Three;

/// <summary>The relationships of one SPDX 3 document, one pair each, with the words of SPDX 2.</summary>
internal sealed class Spdx3Relations
{
    private readonly ImmutableArray<SbomRelationship>.Builder all = ImmutableArray.CreateBuilder<SbomRelationship>();
    private readonly ImmutableSortedDictionary<string, string>.Builder completeness = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string Kind), string> licences = [];

    /// <param name="imported">Elements of other documents that relationships may start at.</param>
    public Spdx3Relations(Spdx3Graph graph, HashSet<string> imported, SbomReadingContext context)
    {
        foreach (var element in graph.Elements.Where(element => element["type"].AsText is "Relationship" or "LifecycleScopedRelationship"))
        {
            var from = context.RequiredText(element, "from");
            var kind = context.RequiredText(element, "relationshipType");
            if (from.Length > 0 && !context.Identifiers.Contains(from) && !imported.Contains(from)) context.Defects.Add(SbomCodes.DanglingReference, element["from"], $"no element has the identifier '{from}'");
            if (element["completeness"].AsText is { } stated && kind is "contains" or "dependsOn") completeness[from] = element["completeness"].AsText is "complete" or "incomplete" ? element["completeness"].AsText! : "unknown";
            foreach (var item in element["to"].Items)
            {
                if (!context.Take(item)) return;
                var to = item.AsText ?? "";
                if (kind is "hasDeclaredLicense" or "hasConcludedLicense") licences.TryAdd((from, kind), graph.Licence(to));
                else all.Add(new SbomRelationship(from, Upper(kind), to));
                if (to.StartsWith("http", StringComparison.Ordinal) || to.Length == 0 || context.Identifiers.Contains(to)) continue;
                context.Defects.Add(SbomCodes.DanglingReference, item, $"no element has the identifier '{to}'");
            }
        }
    }

    public ImmutableArray<SbomRelationship> All => all.ToImmutable();

    public ImmutableSortedDictionary<string, string> Completeness => completeness.ToImmutable();

    public string LicenceOf(string id, string kind) => licences.GetValueOrDefault((id, kind), "");

    /// <summary><c>dependsOn</c> is <c>DEPENDS_ON</c>.</summary>
    private static string Upper(string kind)
    {
        var text = new StringBuilder();
        foreach (var character in kind)
        {
            if (char.IsAsciiLetterUpper(character) && text.Length > 0) text.Append('_');
            text.Append(char.ToUpperInvariant(character));
        }

        return text.ToString();
    }
}
