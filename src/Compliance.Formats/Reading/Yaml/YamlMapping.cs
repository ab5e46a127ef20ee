using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Compliance.Formats.Reading.Yaml;

/// <summary>Entries in the order of the document; keys are unique.</summary>
public sealed record YamlMapping : YamlNode
{
    private readonly FrozenDictionary<string, YamlEntry> byKey;

    internal YamlMapping(Locator locator, ImmutableArray<YamlEntry> entries)
        : base(locator)
    {
        Entries = entries;
        byKey = entries.ToFrozenDictionary(entry => entry.Key.Text, StringComparer.Ordinal);
    }

    public ImmutableArray<YamlEntry> Entries { get; }

    public override string Description => "a mapping";

    /// <summary>The value under this key; null when there is none.</summary>
    public YamlNode? this[string key] => byKey.TryGetValue(key, out var entry) ? entry.Value : null;

    /// <summary>The entry with its key's place; null when there is none.</summary>
    public YamlEntry? Find(string key) => byKey.GetValueOrDefault(key);
}
