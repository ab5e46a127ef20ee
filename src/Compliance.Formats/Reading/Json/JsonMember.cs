namespace Compliance.Formats.Reading.Json;

/// <summary>One name with its value in a JSON object. Names are unique within the object and compared ordinally.</summary>
public readonly record struct JsonMember(string Name, JsonValue Value);
