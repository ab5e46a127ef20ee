namespace Compliance.Formats.Reading.Json;

/// <summary>What a <see cref="JsonValue"/> is. <see cref="Missing"/> is the default: a member or item that the document does not have.</summary>
public enum JsonKind
{
    Missing = 0,
    Null = 1,
    Boolean = 2,
    Number = 3,
    Text = 4,
    List = 5,
    Map = 6,
}
