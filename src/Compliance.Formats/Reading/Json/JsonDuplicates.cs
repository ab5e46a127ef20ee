using System.Collections.Immutable;
using System.Text.Json;

namespace Compliance.Formats.Reading.Json;

/// <summary>Finds every repeated name of a document that was refused because of one, to report them all with their places.</summary>
internal static class JsonDuplicates
{
    public static ImmutableArray<Defect> Find(ReadOnlyMemory<byte> bytes, int start, string document, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var places = new JsonPlaces(bytes);
        var reader = new Utf8JsonReader(bytes.Span[start..], new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1 });
        var open = new Stack<HashSet<string>>();
        string? repeated = null;
        while (reader.Read())
        {
            if (repeated is not null)
            {
                defects.Add(JsonCodes.DuplicateName, places.LocatorAt(document, start + (int)reader.TokenStartIndex), $"the name '{repeated}' stands twice in one object");
                repeated = null;
            }

            if (reader.TokenType == JsonTokenType.StartObject) open.Push(new HashSet<string>(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject) open.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.GetString() is { } name && !open.Peek().Add(name)) repeated = name;
        }

        return defects.ToImmutable();
    }
}
