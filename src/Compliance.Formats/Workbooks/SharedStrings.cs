using System.Text;
using System.Xml;

namespace Compliance.Formats.Workbooks;

/// <summary>The texts that cells share; phonetic readings are left out.</summary>
internal static class SharedStrings
{
    public static List<string> Read(PartSource parts)
    {
        var strings = new List<string>();
        parts.Walk("xl/sharedStrings.xml", element =>
        {
            if (element.LocalName == "si") strings.Add(Text(element));
        });
        return strings;
    }

    /// <summary>The text of a rich string; the reader is left on its last node.</summary>
    public static string Text(XmlReader element)
    {
        if (element.IsEmptyElement) return "";
        var (text, depth, inPhonetic, inText) = (new StringBuilder(), element.Depth, false, false);
        while (element.Read() && element.Depth > depth)
        {
            if (element.NodeType == XmlNodeType.Element && element.LocalName == "rPh") inPhonetic = !element.IsEmptyElement;
            else if (element.NodeType == XmlNodeType.EndElement && element.LocalName == "rPh") inPhonetic = false;
            else if (element.LocalName == "t" && element.NodeType is XmlNodeType.Element or XmlNodeType.EndElement) inText = element is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            else if (inText && !inPhonetic && text.Length <= CellReader.MaxCharacters && element.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) text.Append(element.Value);
        }

        return text.ToString();
    }
}
