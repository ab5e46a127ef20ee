using System.Text;

namespace Compliance.Reporting.Html;

/// <summary>Writes HTML that is also well-formed XML: every element closed, every attribute quoted, every text escaped. LF line ends.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder text = new(64 << 10);
    private readonly Stack<string> open = new();

    /// <param name="attributes">Names and values in turn; a null value leaves its attribute out.</param>
    public HtmlWriter Open(string element, params ReadOnlySpan<string?> attributes)
    {
        Start(element, attributes);
        text.Append('>');
        open.Push(element);
        return this;
    }

    public HtmlWriter Close()
    {
        text.Append("</").Append(open.Pop()).Append('>');
        return this;
    }

    /// <summary>Closes the element and ends the line: between blocks only, where white space says nothing.</summary>
    public HtmlWriter CloseLine()
    {
        Close();
        text.Append('\n');
        return this;
    }

    public HtmlWriter Void(string element, params ReadOnlySpan<string?> attributes)
    {
        Start(element, attributes);
        text.Append("/>\n");
        return this;
    }

    /// <summary>An element with nothing but text in it.</summary>
    public HtmlWriter Leaf(string element, string content, params ReadOnlySpan<string?> attributes) => Open(element, attributes).Text(content).Close();

    public HtmlWriter Text(string content)
    {
        Escape(content);
        return this;
    }

    /// <summary>Bytes of our own, as they are: the doctype, the style sheet.</summary>
    public HtmlWriter Verbatim(string own)
    {
        text.Append(own);
        return this;
    }

    public byte[] ToBytes() => open.Count == 0
        ? Encoding.UTF8.GetBytes(text.ToString())
        : throw new InvalidOperationException($"<{open.Peek()}> is not closed");

    private void Start(string element, ReadOnlySpan<string?> attributes)
    {
        text.Append('<').Append(element);
        for (var index = 0; index < attributes.Length; index += 2)
        {
            if (attributes[index + 1] is not { } value) continue;
            text.Append(' ').Append(attributes[index]).Append("=\"");
            Escape(value);
            text.Append('"');
        }
    }

    private void Escape(string content)
    {
        foreach (var character in content)
        {
            _ = character switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' => text.Append("&quot;"),
                _ => text.Append(character),
            };
        }
    }
}
