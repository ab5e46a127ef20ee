using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Formats.Packages.Apko;

/// <summary>The fields of one mapping: taken one by one, and what nobody took is unknown.</summary>
internal sealed class ApkoFields
{
    private readonly YamlMapping? mapping;
    private readonly DefectCollector defects;
    private readonly string place;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <param name="node">Null or a null scalar counts as an empty mapping.</param>
    /// <param name="place">How messages call it.</param>
    public ApkoFields(YamlNode? node, string place, DefectCollector defects)
    {
        (this.place, this.defects) = (place, defects);
        if (node is null or YamlScalar { IsNull: true }) return;
        mapping = node as YamlMapping;
        if (mapping is null) Wrong(node, "a mapping");
    }

    /// <summary>Whether anything stands there.</summary>
    public bool IsPresent => mapping is not null;

    public YamlNode? Node(string name)
    {
        taken.Add(name);
        return mapping?[name];
    }

    public string Text(string name) => Node(name) switch
    {
        null or YamlScalar { IsNull: true } => "",
        YamlScalar scalar => scalar.Text,
        { } other => Wrong(other, "text"),
    };

    public ImmutableArray<string> Texts(string name) => List(name, node => node is YamlScalar scalar ? scalar.Text : Wrong(node, "text"));

    public ImmutableArray<T> List<T>(string name, Func<YamlNode, T> read)
    {
        switch (Node(name))
        {
            case null or YamlScalar { IsNull: true }:
                return [];
            case YamlSequence sequence:
                return [.. sequence.Items.Select(read)];
            case { } other:
                Wrong(other, "a list");
                return [];
        }
    }

    public ImmutableSortedDictionary<string, string> Map(string name)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        switch (Node(name))
        {
            case null or YamlScalar { IsNull: true }:
                break;
            case YamlMapping entries:
                foreach (var entry in entries.Entries) map[entry.Key.Text] = entry.Value is YamlScalar scalar ? scalar.IsNull ? "" : scalar.Text : Wrong(entry.Value, "text");
                break;
            case { } other:
                Wrong(other, "a mapping");
                break;
        }

        return map.ToImmutable();
    }

    /// <summary>A whole number; <c>0o755</c> and <c>0755</c> are octal.</summary>
    public long? Number(string name, long max)
    {
        if (Node(name) is not { } node || node is YamlScalar { IsNull: true }) return null;
        if (node is not YamlScalar scalar || !TryParse(scalar.Text, out var number))
        {
            Wrong(node, "a number");
            return null;
        }

        if (number >= 0 && number <= max) return number;
        defects.Add(ApkoCodes.BadValue, node.Locator, string.Create(CultureInfo.InvariantCulture, $"'{place}{name}' is {number}; 0 to {max} are possible"));
        return null;
    }

    public bool Flag(string name)
    {
        if (Node(name) is not { } node || node is YamlScalar { IsNull: true }) return false;
        if ((node as YamlScalar)?.AsBoolean is { } flag) return flag;
        Wrong(node, "true or false");
        return false;
    }

    /// <summary>Reports what was not taken.</summary>
    public void Finish()
    {
        if (mapping is null) return;
        foreach (var entry in mapping.Entries)
        {
            if (!taken.Contains(entry.Key.Text))
                defects.Add(ApkoCodes.UnknownField, entry.Key.Locator, $"no field '{place}{entry.Key.Text}'; there are {string.Join(", ", taken.Order(StringComparer.Ordinal))}");
        }
    }

    private string Wrong(YamlNode node, string expected)
    {
        defects.Add(ApkoCodes.WrongKind, node.Locator, $"'{place.TrimEnd('.')}' has {node.Description} where {expected} belongs");
        return "";
    }

    private static bool TryParse(string text, out long number)
    {
        var digits = text.StartsWith("0o", StringComparison.Ordinal) ? text[2..] : text.Length > 1 && text[0] == '0' ? text[1..] : null;
        number = 0;
        if (digits is null) return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        if (digits.Length is 0 or > 20 || digits.AsSpan().IndexOfAnyExceptInRange('0', '7') >= 0) return false;
        number = Convert.ToInt64(digits, 8);
        return true;
    }
}
