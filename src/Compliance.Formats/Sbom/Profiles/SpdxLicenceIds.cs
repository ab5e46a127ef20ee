using System.Collections.Frozen;
using System.Text.Json;
using Compliance.Formats.Sbom.Schemas;

namespace Compliance.Formats.Sbom.Profiles;

/// <summary>Identifiers of the SPDX licence list with its exceptions, as CycloneDX publishes them (<c>spdx.schema.json</c>).</summary>
internal static class SpdxLicenceIds
{
    private static readonly Lazy<FrozenSet<string>> Listed = new(static () =>
    {
        using var schema = JsonDocument.Parse(SbomSchemas.BytesOf("spdx.schema.json"));
        return schema.RootElement.GetProperty("enum").EnumerateArray().Select(id => id.GetString()!).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    });

    /// <summary>The first word of a licence expression that is no listed identifier, no reference to a text of the document's own and no operator; null when there is none.</summary>
    public static string? FirstUnlisted(string expression)
    {
        foreach (var word in expression.Split([' ', '\t', '\n', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is "AND" or "OR" or "WITH" || word.StartsWith("LicenseRef-", StringComparison.Ordinal) || word.StartsWith("DocumentRef-", StringComparison.Ordinal)) continue;
            if (!Listed.Value.Contains(word) && !Listed.Value.Contains(word.TrimEnd('+'))) return word;
        }

        return null;
    }
}
