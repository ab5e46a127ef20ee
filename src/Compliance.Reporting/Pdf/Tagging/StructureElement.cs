namespace Compliance.Reporting.Pdf.Tagging;

/// <summary>One element of the structure tree (ISO 32000-1 section 14.7.2) with its kids in reading order.</summary>
/// <param name="type">Standard structure type, for example <c>P</c> or <c>TD</c>.</param>
/// <param name="attributes">An attribute dictionary's entries (<c>/O/Table/Scope/Column</c>); empty for none.</param>
internal sealed class StructureElement(string type, StructureElement? parent, string attributes = "")
{
    public string Type { get; } = type;

    public StructureElement? Parent { get; } = parent;

    public string Attributes { get; } = attributes;

    /// <summary>Elements, marked content and annotations, in reading order.</summary>
    public List<StructureKid> Kids { get; } = [];

    /// <summary>Object number, given when the tree is written.</summary>
    public int Number { get; set; }

    /// <summary>A new last kid.</summary>
    public StructureElement Add(string type, string attributes = "")
    {
        var child = new StructureElement(type, this, attributes);
        Kids.Add(new StructureKid(child, null, 0));
        return child;
    }
}
