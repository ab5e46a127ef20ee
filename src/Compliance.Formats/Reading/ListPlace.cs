using System.Globalization;

namespace Compliance.Formats.Reading;

/// <summary>An item of a list of a document: what a locator says, kept in three words until somebody asks.</summary>
/// <param name="Document">Name of the document.</param>
/// <param name="List">JSON Pointer (RFC 6901) of the list.</param>
/// <param name="Index">From 0.</param>
public readonly record struct ListPlace(string Document, string List, int Index)
{
    public Locator Locator => new(Document, Pointer: string.Create(CultureInfo.InvariantCulture, $"{List}/{Index}"));
}
