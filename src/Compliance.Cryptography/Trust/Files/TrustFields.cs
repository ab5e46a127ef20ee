using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Cryptography.Trust.Files;

/// <summary>Asks a YAML mapping for fields of a kind; what is wrong becomes a defect at its line and column.</summary>
internal sealed class TrustFields(DefectCollector defects)
{
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd"];

    /// <summary>Null when it is no mapping; every key that is not known is a defect.</summary>
    public YamlMapping? Mapping(YamlNode node, string what, string[] known)
    {
        if (node is not YamlMapping map)
        {
            defects.Add(TrustCodes.BadValue, node.Locator, $"{what} is {node.Description}, not a mapping");
            return null;
        }

        foreach (var entry in map.Entries)
        {
            if (!known.Contains(entry.Key.Text, StringComparer.Ordinal))
                defects.Add(TrustCodes.UnknownField, entry.Key.Locator, $"no field '{entry.Key.Text}' in {what}; there are {string.Join(", ", known)}");
        }

        return map;
    }

    public string? Text(YamlMapping map, string name, bool required)
    {
        switch (map[name])
        {
            case null:
                if (required) defects.Add(TrustCodes.MissingField, map.Locator, $"'{name}' is missing");
                return null;
            case YamlScalar { IsNull: false, Text.Length: > 0 } scalar:
                return scalar.Text;
            case { } other:
                defects.Add(TrustCodes.BadValue, other.Locator, $"'{name}' is {other.Description}, expected a text");
                return null;
        }
    }

    public YamlSequence? Sequence(YamlMapping map, string name, bool required)
    {
        switch (map[name])
        {
            case null:
                if (required) defects.Add(TrustCodes.MissingField, map.Locator, $"'{name}' is missing");
                return null;
            case YamlSequence list:
                return list;
            case { } other:
                defects.Add(TrustCodes.BadValue, other.Locator, $"'{name}' is {other.Description}, expected a list");
                return null;
        }
    }

    /// <summary>The distinct texts of a list, ordinal order; empty when the list is absent.</summary>
    public ImmutableArray<string> Texts(YamlMapping map, string name)
    {
        if (Sequence(map, name, required: false) is not { } list) return [];
        var texts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (item is YamlScalar { IsNull: false, Text.Length: > 0 } scalar) texts.Add(scalar.Text);
            else defects.Add(TrustCodes.BadValue, item.Locator, $"an entry of '{name}' is {item.Description}, expected a text");
        }

        if (list.Items.IsEmpty) defects.Add(TrustCodes.BadValue, list.Locator, $"'{name}' is empty: leave it out or name something");
        return [.. texts];
    }

    /// <summary>False when absent.</summary>
    public bool Flag(YamlMapping map, string name)
    {
        if (map[name] is not { } node) return false;
        if (node is YamlScalar { AsBoolean: { } flag }) return flag;
        defects.Add(TrustCodes.BadValue, node.Locator, $"'{name}' is true or false");
        return false;
    }

    /// <summary>A number from 0 to 32.</summary>
    public int? Count(YamlMapping map, string name)
    {
        switch (map[name])
        {
            case null:
                return null;
            case YamlScalar { AsInt64: >= 0 and <= 32 and var number }:
                return (int)number;
            case { } other:
                defects.Add(TrustCodes.BadValue, other.Locator, $"'{name}' is a number from 0 to 32");
                return null;
        }
    }

    /// <summary>A UTC time, <c>2026-01-31T00:00:00Z</c>, or a date that means its midnight.</summary>
    public DateTimeOffset? Time(YamlMapping map, string name)
    {
        if (Text(map, name, required: false) is not { } text) return null;
        if (DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        defects.Add(TrustCodes.BadValue, map[name]!.Locator, $"'{name}' is '{text}', expected 2026-01-31T00:00:00Z");
        return null;
    }
}
