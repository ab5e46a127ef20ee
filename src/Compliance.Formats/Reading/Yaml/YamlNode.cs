namespace Compliance.Formats.Reading.Yaml;

/// <summary>One node of a YAML document with the place where it begins: a <see cref="YamlScalar"/>, <see cref="YamlSequence"/> or <see cref="YamlMapping"/>.</summary>
public abstract record YamlNode
{
    private protected YamlNode(Locator locator) => Locator = locator;

    /// <summary>Document, line and column of the node's first character.</summary>
    public Locator Locator { get; }

    /// <summary><c>a mapping</c>, <c>a list</c> or <c>a scalar</c>, for messages.</summary>
    public abstract string Description { get; }
}
