using System.Globalization;
using System.Text;

namespace Compliance.Policy.Cel;

/// <summary>Showing values to people.</summary>
public readonly partial struct CelValue
{
    private const int MaxShown = 4_096;

    /// <summary>As an expression would write it, for people and traces; long values are cut at 4,096 characters. Deterministic.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, depth: 0);
        if (text.Length > MaxShown) text.Remove(MaxShown, text.Length - MaxShown).Append('…');
        return text.ToString();
    }

    private void Write(StringBuilder text, int depth)
    {
        if (text.Length > MaxShown) return;
        if (depth > 16)
        {
            text.Append('…');
            return;
        }

        switch (Kind)
        {
            case CelKind.List:
                WriteList(text, AsList, depth);
                break;
            case CelKind.Map:
                WriteMap(text, AsMap, depth);
                break;
            case CelKind.Struct:
                WriteStruct(text, AsStruct, depth);
                break;
            case CelKind.Optional when AsOptional is { } content:
                text.Append("optional.of(");
                content.Write(text, depth + 1);
                text.Append(')');
                break;
            default:
                text.Append(Plain());
                break;
        }
    }

    private string Plain() => Kind switch
    {
        CelKind.Unknown => AsUnknown.Causes.IsEmpty ? "unknown" : $"unknown ({string.Join(", ", AsUnknown.Causes)})",
        CelKind.Error => $"error: {AsError.Message}",
        CelKind.Null => "null",
        CelKind.Bool => AsBool ? "true" : "false",
        CelKind.Int => AsInt.ToString(CultureInfo.InvariantCulture),
        CelKind.Uint => AsUint.ToString(CultureInfo.InvariantCulture) + "u",
        CelKind.Double => Functions.NumberText.OfDouble(AsDouble),
        CelKind.String => Functions.QuotedText.Of(AsString),
        CelKind.Bytes => "b\"" + Convert.ToHexStringLower(AsBytes.Span) + "\"",
        CelKind.Timestamp => $"timestamp(\"{Functions.TimeText.OfTimestamp((CelTimestamp)Object!)}\")",
        CelKind.Duration => $"duration(\"{Functions.TimeText.OfDuration((CelDuration)Object!)}\")",
        CelKind.Type => ((CelTypeValue)Object!).Name,
        CelKind.Optional => "optional.none()",
        _ => Object!.ToString() ?? TypeName,
    };

    private static void WriteList(StringBuilder text, CelList list, int depth)
    {
        text.Append('[');
        for (var i = 0; i < list.Count && text.Length <= MaxShown; i++)
        {
            if (i > 0) text.Append(", ");
            list.Items[i].Write(text, depth + 1);
        }

        if (list.Rest is not null) text.Append(list.Count > 0 ? ", perhaps more" : "perhaps more");
        text.Append(']');
    }

    private static void WriteMap(StringBuilder text, CelMap map, int depth)
    {
        text.Append('{');
        for (var i = 0; i < map.Count && text.Length <= MaxShown; i++)
        {
            if (i > 0) text.Append(", ");
            map.Entries[i].Key.Write(text, depth + 1);
            text.Append(": ");
            map.Entries[i].Value.Write(text, depth + 1);
        }

        text.Append('}');
    }

    private static void WriteStruct(StringBuilder text, CelStruct value, int depth)
    {
        text.Append(value.Type.Name).Append('{');
        for (var i = 0; i < value.Slots.Length && text.Length <= MaxShown; i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(value.Type.Fields[i].Name).Append(": ");
            value.Slots[i].Write(text, depth + 1);
        }

        text.Append('}');
    }
}
