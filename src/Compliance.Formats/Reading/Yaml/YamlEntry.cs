namespace Compliance.Formats.Reading.Yaml;

/// <summary>One key of a mapping with its value. Keys are scalars, unique within the mapping by their text.</summary>
public sealed record YamlEntry(YamlScalar Key, YamlNode Value);
