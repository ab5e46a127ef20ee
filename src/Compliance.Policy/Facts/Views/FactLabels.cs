using System.Globalization;

namespace Compliance.Policy.Facts.Views;

/// <summary>Names facts in a few words.</summary>
internal static class FactLabels
{
    public static string Of(FactView view)
    {
        var words = view.Schema.Kind switch
        {
            FactKind.Package => Join(view, "name", "version"),
            FactKind.Sbom => Join(view, "format", "location"),
            FactKind.Signature => Join(view, "format", "signer"),
            FactKind.Attestation => Join(view, "predicateType"),
            FactKind.Provenance => Join(view, "builderId"),
            FactKind.CryptoModule => Join(view, "name", "version"),
            FactKind.Vulnerability => Join(view, "id", "package"),
            FactKind.Declaration => Join(view, "topic", "name"),
            FactKind.Probe => Join(view, "name", "program"),
            FactKind.Catalog => Join(view, "name", "asOf"),
            FactKind.Scan => Join(view, "tool", "document"),
            FactKind.Population => Join(view, "name", "count"),
            _ => "",
        };
        return words.Length > 0 ? words : view.Id;
    }

    private static string Join(FactView view, params ReadOnlySpan<string> fields)
    {
        var words = new List<string>(fields.Length);
        foreach (var field in fields)
        {
            if (view[field] is { IsKnown: true } value && Convert.ToString(value.Value, CultureInfo.InvariantCulture) is { Length: > 0 } word) words.Add(word);
        }

        return string.Join(' ', words);
    }
}
