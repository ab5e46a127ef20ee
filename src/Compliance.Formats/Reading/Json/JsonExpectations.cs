namespace Compliance.Formats.Reading.Json;

/// <summary>
/// Asks an object for members of a kind. An optional member that is absent or <c>null</c> is no defect; one of another kind is
/// (<see cref="JsonCodes.WrongKind"/>, or the caller's code), and so is an absent required one (<see cref="JsonCodes.MissingMember"/>).
/// </summary>
public static class JsonExpectations
{
    public static string? OptionalText(this JsonValue map, string name, DefectCollector defects, DiagnosticCode? code = null) =>
        map.Optional(name, JsonKind.Text, defects, code).AsText;

    public static string? RequiredText(this JsonValue map, string name, DefectCollector defects, DiagnosticCode? code = null) =>
        map.Required(name, JsonKind.Text, defects, code).AsText;

    /// <summary>An integer that fits 64 bits; another number is a defect.</summary>
    public static long? OptionalInt64(this JsonValue map, string name, DefectCollector defects, DiagnosticCode? code = null) =>
        Integer(map.Optional(name, JsonKind.Number, defects, code), name, defects, code);

    public static long? RequiredInt64(this JsonValue map, string name, DefectCollector defects, DiagnosticCode? code = null) =>
        Integer(map.Required(name, JsonKind.Number, defects, code), name, defects, code);

    public static bool? OptionalBoolean(this JsonValue map, string name, DefectCollector defects, DiagnosticCode? code = null) =>
        map.Optional(name, JsonKind.Boolean, defects, code).AsBoolean;

    public static JsonValue OptionalMap(this JsonValue map, string name, DefectCollector defects, DiagnosticCode? code = null) =>
        map.Optional(name, JsonKind.Map, defects, code);

    public static JsonValue RequiredMap(this JsonValue map, string name, DefectCollector defects, DiagnosticCode? code = null) =>
        map.Required(name, JsonKind.Map, defects, code);

    public static JsonValue OptionalList(this JsonValue map, string name, DefectCollector defects, DiagnosticCode? code = null) =>
        map.Optional(name, JsonKind.List, defects, code);

    public static JsonValue RequiredList(this JsonValue map, string name, DefectCollector defects, DiagnosticCode? code = null) =>
        map.Required(name, JsonKind.List, defects, code);

    /// <summary>The texts of a list; items of another kind are defects and left out. Empty when absent.</summary>
    public static IEnumerable<string> OptionalTexts(this JsonValue map, string name, DefectCollector defects, DiagnosticCode? code = null)
    {
        foreach (var item in map.OptionalList(name, defects, code).Items)
        {
            if (item.AsText is { } text) yield return text;
            else defects.Add(code ?? JsonCodes.WrongKind, item, $"an item of '{name}' is {Describe(item.Kind)}, not a string");
        }
    }

    /// <summary>The objects of a list; items of another kind are defects and left out. Empty when absent.</summary>
    public static IEnumerable<JsonValue> OptionalMaps(this JsonValue map, string name, DefectCollector defects, DiagnosticCode? code = null)
    {
        var list = map.OptionalList(name, defects, code);
        return list.Count == 0 ? [] : MapsOf(list, name, defects, code ?? JsonCodes.WrongKind);
    }

    /// <summary>The member when it is of this kind; otherwise missing, with a defect unless it is absent or null.</summary>
    public static JsonValue Optional(this JsonValue map, string name, JsonKind kind, DefectCollector defects, DiagnosticCode? code = null)
    {
        var member = map[name];
        if (member.Kind == kind) return member;
        if (member.HasValue) defects.Add(code ?? JsonCodes.WrongKind, member, $"'{name}' is {Describe(member.Kind)}, not {Describe(kind)}");
        return default;
    }

    /// <summary>The member when it is of this kind; otherwise missing, with a defect.</summary>
    public static JsonValue Required(this JsonValue map, string name, JsonKind kind, DefectCollector defects, DiagnosticCode? code = null)
    {
        var member = map[name];
        if (member.Kind == kind) return member;
        if (member.Kind == JsonKind.Missing) defects.Add(code ?? JsonCodes.MissingMember, map, $"'{name}' is missing");
        else defects.Add(code ?? JsonCodes.WrongKind, member, $"'{name}' is {Describe(member.Kind)}, not {Describe(kind)}");
        return default;
    }

    /// <summary>A kind in a reader's words, with its article.</summary>
    public static string Describe(JsonKind kind) => kind switch
    {
        JsonKind.Null => "null",
        JsonKind.Boolean => "a boolean",
        JsonKind.Number => "a number",
        JsonKind.Text => "a string",
        JsonKind.List => "an array",
        JsonKind.Map => "an object",
        _ => "missing",
    };

    private static IEnumerable<JsonValue> MapsOf(JsonValue list, string name, DefectCollector defects, DiagnosticCode code)
    {
        foreach (var item in list.Items)
        {
            if (item.IsMap) yield return item;
            else defects.Add(code, item, $"an item of '{name}' is {Describe(item.Kind)}, not an object");
        }
    }

    private static long? Integer(JsonValue number, string name, DefectCollector defects, DiagnosticCode? code)
    {
        if (number.Kind == JsonKind.Missing) return null;
        if (number.AsInt64 is { } value) return value;
        defects.Add(code ?? JsonCodes.WrongKind, number, $"'{name}' is not an integer of 64 bits");
        return null;
    }
}
