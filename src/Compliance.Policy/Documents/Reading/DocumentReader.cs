using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>
/// Reads the fields of one mapping, and at the end reports those that nobody asked for with the nearest name that exists. What is wrong is noted and
/// replaced by a harmless value, so that all of a document's defects are found in one pass; a document with a defect is never used.
/// </summary>
internal sealed class DocumentReader
{
    private readonly YamlMapping mapping;
    private readonly DocumentText text;
    private readonly string path;
    private readonly List<string> asked = [];

    private DocumentReader(YamlMapping mapping, DocumentText text, string path) => (this.mapping, this.text, this.path) = (mapping, text, path);

    public YamlMapping Mapping => mapping;

    /// <summary>A reader of the mapping; null, with a defect, when the node is something else.</summary>
    public static DocumentReader? Over(YamlNode node, DocumentText text, string path = "")
    {
        text.Note(path, node.Locator);
        if (node is YamlMapping mapping) return new DocumentReader(mapping, text, path);
        text.Defects.Add(PolicyDiagnostics.WrongType, node.Locator, $"{Name(path)} has to be a mapping, not {node.Description}");
        return null;
    }

    /// <summary>Reports every field that was not asked for. Call it last.</summary>
    public void Finish()
    {
        foreach (var entry in mapping.Entries)
        {
            if (asked.Contains(entry.Key.Text)) continue;
            var hint = NearestName.Hint(entry.Key.Text, asked) is { Length: > 0 } near ? near : $"; fields here are {string.Join(", ", asked)}";
            text.Defects.Add(PolicyDiagnostics.UnknownField, entry.Key.Locator, $"no field '{entry.Key.Text}'{hint}");
        }
    }

    public string Text(string field, string? pattern = null) => OptionalText(field, pattern) ?? (Has(field) ? "" : Missing(field, ""));

    public string? OptionalText(string field, string? pattern = null) =>
        Ask(field) is { } node ? ReadText(node, Path(field), pattern) : null;

    public TEnum Choice<TEnum>(string field)
        where TEnum : struct, Enum => OptionalChoice<TEnum>(field) ?? (Has(field) ? default : Missing(field, default(TEnum)));

    public TEnum? OptionalChoice<TEnum>(string field)
        where TEnum : struct, Enum
    {
        if (Ask(field) is not { } node || ReadText(node, Path(field), null) is not { Length: > 0 } word) return null;
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (WordOf(value) == word) return value;
        }

        var words = Enum.GetValues<TEnum>().Select(WordOf).ToList();
        Refuse(PolicyDiagnostics.BadValue, node, $"'{word}' is none of {string.Join(", ", words)}{NearestName.Hint(word, words)}");
        return null;
    }

    public long? OptionalNumber(string field, long least = long.MinValue, long most = long.MaxValue)
    {
        if (Ask(field) is not { } node) return null;
        if (node is not YamlScalar { AsInt64: { } number }) Refuse(PolicyDiagnostics.WrongType, node, $"{Name(Path(field))} has to be a whole number");
        else if (number < least || number > most) Refuse(PolicyDiagnostics.BadValue, node, FormattableString.Invariant($"{Name(Path(field))} has to be between {least} and {most}"));
        else return number;
        return null;
    }

    public long RequiredNumber(string field, long least = long.MinValue, long most = long.MaxValue) => OptionalNumber(field, least, most) ?? (Has(field) ? 0 : Missing(field, 0L));

    /// <summary>A day that the calendar has, ISO 8601.</summary>
    public string Day(string field)
    {
        var day = Text(field, DocumentPatterns.Day);
        if (day.Length == 10 && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && mapping[field] is { } node)
            Refuse(PolicyDiagnostics.BadValue, node, $"there is no day '{day}'");
        return day;
    }

    public bool? OptionalTruth(string field)
    {
        if (Ask(field) is not { } node) return null;
        if (node is YamlScalar { AsBoolean: { } truth }) return truth;
        Refuse(PolicyDiagnostics.WrongType, node, $"{Name(Path(field))} has to be true or false");
        return null;
    }

    /// <summary>The mapping under this field; null when it is absent or something else.</summary>
    public DocumentReader? OptionalMapping(string field) => Ask(field) is { } node ? Over(node, text, Path(field)) : null;

    /// <summary>The mapping under this field; null, with a defect, when it is absent or something else.</summary>
    public DocumentReader? RequiredMapping(string field)
    {
        var found = OptionalMapping(field);
        return found is null && !Has(field) ? Missing<DocumentReader?>(field, null) : found;
    }

    public ImmutableArray<T> Mappings<T>(string field, Func<DocumentReader, T> read, bool required = false)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var (node, itemPath) in Items(field, required))
        {
            if (Over(node, text, itemPath) is not { } reader) continue;
            items.Add(read(reader));
            reader.Finish();
        }

        return items.ToImmutable();
    }

    public ImmutableArray<string> Texts(string field, bool required = false) =>
        [.. Items(field, required).Select(item => ReadText(item.Node, item.Path, null) ?? "")];

    /// <summary>Values by key, in the order of the document, each read by <paramref name="read"/>.</summary>
    public ImmutableSortedDictionary<string, T> Map<T>(string field, string keyPattern, Func<YamlNode, string, T> read)
    {
        var entries = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        if (OptionalMapping(field) is not { } reader) return entries.ToImmutable();
        foreach (var entry in reader.mapping.Entries)
        {
            var entryPath = $"{Path(field)}/{entry.Key.Text}";
            text.Note(entryPath, entry.Key.Locator);
            if (!Matches(entry.Key.Text, keyPattern)) Refuse(PolicyDiagnostics.BadValue, entry.Key, $"'{entry.Key.Text}' is no name here ({keyPattern})");
            entries[entry.Key.Text] = read(entry.Value, entryPath);
        }

        return entries.ToImmutable();
    }

    /// <summary>A boolean, integer, text or list of texts.</summary>
    public object Value(string field) => Ask(field) is { } node ? ReadValue(node, Path(field)) : Missing(field, (object)"");

    public object ReadValue(YamlNode node, string valuePath)
    {
        text.Note(valuePath, node.Locator);
        switch (node)
        {
            case YamlScalar { AsBoolean: { } truth }:
                return truth;
            case YamlScalar { AsInt64: { } number }:
                return number;
            case YamlScalar { IsNull: false, AsDouble: null } scalar:
                return scalar.Text;
            case YamlSequence list:
                return list.Items.Select(item => ReadText(item, valuePath, null, allowEmpty: true) ?? "").ToImmutableArray();
            default:
                Refuse(PolicyDiagnostics.WrongType, node, $"{Name(valuePath)} has to be true or false, a whole number, text or a list of texts");
                return "";
        }
    }

    public string ReadTextValue(YamlNode node, string valuePath) => ReadText(node, valuePath, null) ?? "";

    /// <summary>The node under a field, for callers that read it themselves.</summary>
    public YamlNode? Node(string field) => Ask(field);

    /// <summary>How a value of an enumeration is written: lower-case words joined by hyphens.</summary>
    public static string WordOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private IEnumerable<(YamlNode Node, string Path)> Items(string field, bool required)
    {
        var node = Ask(field);
        if (node is null)
        {
            if (required) Missing(field, 0);
            return [];
        }

        if (node is not YamlSequence list)
        {
            Refuse(PolicyDiagnostics.WrongType, node, $"{Name(Path(field))} has to be a list, not {node.Description}");
            return [];
        }

        if (required && list.Items.IsEmpty) Refuse(PolicyDiagnostics.BadValue, node, $"{Name(Path(field))} must not be empty");
        return list.Items.Select((item, index) => (item, FormattableString.Invariant($"{Path(field)}/{index}")));
    }

    private string? ReadText(YamlNode node, string valuePath, string? pattern, bool allowEmpty = false)
    {
        if (node is not YamlScalar { IsNull: false, AsBoolean: null, AsDouble: null } scalar)
        {
            var hint = node is YamlScalar { IsNull: false } ? "; put it in quotes" : "";
            Refuse(PolicyDiagnostics.WrongType, node, $"{Name(valuePath)} has to be text{hint}");
            return null;
        }

        text.Note(valuePath, scalar);
        if (scalar.Text.Length == 0 && !allowEmpty) Refuse(PolicyDiagnostics.BadValue, node, $"{Name(valuePath)} must not be empty");
        else if (pattern is not null && !Matches(scalar.Text, pattern)) Refuse(PolicyDiagnostics.BadValue, node, $"'{scalar.Text}' does not look like {Name(valuePath)} ({pattern})");
        return scalar.Text;
    }

    // $ of ECMA-262 means the very end; .NET's also matches before a final line feed.
    private static bool Matches(string value, string pattern) =>
        Regex.IsMatch(value, pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private YamlNode? Ask(string field)
    {
        asked.Add(field);
        return mapping[field];
    }

    private bool Has(string field) => mapping[field] is not null;

    private T Missing<T>(string field, T replacement)
    {
        text.Defects.Add(PolicyDiagnostics.MissingField, mapping.Locator, $"{(path.Length == 0 ? "the document" : Name(path))} needs a field '{field}'");
        return replacement;
    }

    private void Refuse(DiagnosticCode code, YamlNode node, string message) => text.Defects.Add(code, node.Locator, message);

    private string Path(string field) => path.Length == 0 ? field : $"{path}/{field}";

    private static string Name(string path) => path.Length == 0 ? "the document" : $"'{path}'";
}
