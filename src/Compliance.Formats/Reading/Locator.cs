using System.Globalization;
using System.Text;

namespace Compliance.Formats.Reading;

/// <summary>
/// A place in something that was read: which document, and where in it as closely as the reader knows. Line and column are 1-based,
/// the offset is in bytes from 0, the pointer is a JSON Pointer (RFC 6901).
/// </summary>
public sealed record Locator(string Document, long? Offset = null, int? Line = null, int? Column = null, string? Pointer = null)
{
    /// <summary><c>document:line:column</c>, <c>document@offset</c> or <c>document#pointer</c>, as editors and people read it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Document);
        if (Line is { } line)
        {
            text.Append(':').Append(line.ToString(CultureInfo.InvariantCulture));
            if (Column is { } column) text.Append(':').Append(column.ToString(CultureInfo.InvariantCulture));
        }
        else if (Offset is { } offset)
        {
            text.Append('@').Append(offset.ToString(CultureInfo.InvariantCulture));
        }

        if (!string.IsNullOrEmpty(Pointer)) text.Append('#').Append(Pointer);
        return text.ToString();
    }
}
