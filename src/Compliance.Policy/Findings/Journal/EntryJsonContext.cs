using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Policy.Findings.Journal;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true,
    MaxDepth = 16,
    Converters = [typeof(FindingTimeConverter)])]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class EntryJsonContext : JsonSerializerContext;
