using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages;

/// <summary>
/// The identity of an operating system (os-release(5)): assignments as a shell reads them, without expansion. Fields that the file does not
/// have are empty.
/// </summary>
/// <param name="Fields">All assignments by name; a name assigned again keeps its last value, as in a shell.</param>
/// <param name="Lines">Line of each assignment that counts, from 1.</param>
public sealed record OsRelease(ImmutableSortedDictionary<string, string> Fields, ImmutableSortedDictionary<string, int> Lines)
{
    private const int MaxBytes = 1 << 20;

    public string Id => this["ID"];

    public string VersionId => this["VERSION_ID"];

    public string PrettyName => this["PRETTY_NAME"];

    public string Name => this["NAME"];

    public string CpeName => this["CPE_NAME"];

    /// <summary>Identifiers that it derives from, closest first.</summary>
    public ImmutableArray<string> IdLike => [.. this["ID_LIKE"].Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    public string this[string name] => Fields.GetValueOrDefault(name, "");

    public static Reading<OsRelease> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        var defects = new DefectCollector(limits ?? Limits.Default);
        if (bytes.Length > MaxBytes) return Readings.Reject<OsRelease>(OsReleaseCodes.TooLarge, new Locator(document), $"{bytes.Length} bytes are more than the {MaxBytes} allowed");
        var fields = new Dictionary<string, (string Value, int Line)>(StringComparer.Ordinal);
        var lines = new TextLines(bytes.Span);
        while (lines.MoveNext())
        {
            var line = Encoding.UTF8.GetString(lines.Current).Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (!TryAssignment(line, out var name, out var value))
            {
                defects.Add(OsReleaseCodes.MalformedLine, new Locator(document, Line: lines.Number), "not an assignment");
                continue;
            }

            if (fields.ContainsKey(name)) defects.Add(OsReleaseCodes.Repeated, new Locator(document, Line: lines.Number), $"{name} is assigned again; the last one counts");
            fields[name] = (value, lines.Number);
        }

        if (!fields.ContainsKey("ID")) defects.Add(OsReleaseCodes.NoId, new Locator(document), "ID is not assigned");
        return Readings.Accept(
            new OsRelease(
                fields.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.Ordinal),
                fields.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Line, StringComparer.Ordinal)),
            defects.ToImmutable());
    }

    private static bool TryAssignment(string line, out string name, out string value)
    {
        value = "";
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        name = equals > 0 ? line[..equals] : "";
        if (name.Length == 0 || name.AsSpan().IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") >= 0) return false;
        var text = line.AsSpan(equals + 1);
        switch (text)
        {
            case ['"', .., '"']:
                value = Unescape(text[1..^1]);
                return true;
            case ['\'', .., '\'']:
                value = text[1..^1].ToString();
                return value.AsSpan().IndexOf('\'') < 0;
            default:
                value = Unescape(text);
                return text.IndexOfAny("\"'") < 0;
        }
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('\\') < 0) return text.ToString();
        var plain = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\\' && index + 1 < text.Length && text[index + 1] is ('"' or '\'' or '\\' or '$' or '`')) index++;
            plain.Append(text[index]);
        }

        return plain.ToString();
    }
}
