using System.Collections.Immutable;

namespace Compliance.Formats.Reading.Yaml;

/// <summary>A list of nodes in order.</summary>
public sealed record YamlSequence : YamlNode
{
    internal YamlSequence(Locator locator, ImmutableArray<YamlNode> items)
        : base(locator) => Items = items;

    public ImmutableArray<YamlNode> Items { get; }

    public override string Description => "a list";
}
