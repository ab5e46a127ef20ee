using System.Collections.Immutable;

namespace Compliance.Reporting.Model;

/// <summary>A cell: paragraphs of running text; none when there is nothing to say.</summary>
public sealed record TableCell(ImmutableArray<ImmutableArray<Inline>> Paragraphs)
{
    public TableCell(params ReadOnlySpan<Inline> runs)
        : this([[.. runs]])
    {
    }

    public static implicit operator TableCell(string text) => new(new Inline.Text(text));

    public static implicit operator TableCell(Inline inline) => new(inline);
}
