using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Cmvp.Lists;

/// <summary>One row of a dump: cells by the name of their column in lower-case letters and digits, so that <c>Module Name</c> and <c>module_name</c> are one.</summary>
internal sealed record CmvpDumpRow(Locator Place, IReadOnlyDictionary<string, ImmutableArray<string>> Cells)
{
    /// <summary>The first of the columns that has text, its white space collapsed; null when none has.</summary>
    public string? Text(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (Cells.TryGetValue(column, out var values) && values.Select(Collapse).FirstOrDefault(value => value.Length > 0) is { } text) return text;
        }

        return null;
    }

    /// <summary>Every value of the first of the columns that is there; a cell with several is split at commas and semicolons.</summary>
    public IEnumerable<string> Texts(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (Cells.TryGetValue(column, out var values) && values.Any(value => value.Trim().Length > 0))
                return values.SelectMany(value => value.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        return [];
    }

    public static string ColumnOf(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));

    private static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
