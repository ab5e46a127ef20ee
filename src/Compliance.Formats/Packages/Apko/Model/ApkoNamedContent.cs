namespace Compliance.Formats.Packages.Apko.Model;

/// <summary>A name with a text in PEM.</summary>
public sealed record ApkoNamedContent
{
    public string Name { get; init; } = "";

    public string Content { get; init; } = "";
}
