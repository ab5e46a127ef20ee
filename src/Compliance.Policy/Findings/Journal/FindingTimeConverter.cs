using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Policy.Findings.Journal;

/// <summary>Times as <see cref="FindingTime"/> has them, and no other way.</summary>
internal sealed class FindingTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FindingTime.Parse(reader.TokenType == JsonTokenType.String ? reader.GetString() : null) ?? throw new JsonException("a time is not in UTC with whole seconds");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(FindingTime.ToText(value));
}
