using System.Collections.Immutable;

namespace Compliance.Reporting.Model;

/// <summary>One part of a document, from top to bottom. A closed set: every renderer knows each of them.</summary>
public abstract record Block
{
    private Block()
    {
    }

    /// <summary>A titled part that others can link to.</summary>
    /// <param name="Level">2 for a section of the report, 3 and 4 below it; 1 is the document's own title.</param>
    /// <param name="Id">Unique in the document, <c>[a-z0-9-]</c>.</param>
    public sealed record Section(int Level, string Id, Inline Title, ImmutableArray<Block> Blocks) : Block;

    public sealed record Paragraph(ImmutableArray<Inline> Runs) : Block;

    /// <summary>Unordered items, each one paragraph.</summary>
    public sealed record Bullets(ImmutableArray<ImmutableArray<Inline>> Items) : Block;

    /// <summary>Terms with their values, one pair a row.</summary>
    public sealed record Grid(ImmutableArray<GridRow> Rows) : Block;

    public sealed record Table(Inline Caption, ImmutableArray<TableColumn> Columns, ImmutableArray<TableRow> Rows) : Block;

    /// <summary>A set-apart remark.</summary>
    public sealed record Callout(Tone Tone, Inline Title, ImmutableArray<ImmutableArray<Inline>> Paragraphs) : Block;

    /// <summary>Lines of a terminal, kept as lines.</summary>
    public sealed record Commands(ImmutableArray<Inline.Code> Lines) : Block;

    /// <summary>The one big word of a report or an image, with the figures behind it.</summary>
    public sealed record Banner(Tone Tone, Inline Word, ImmutableArray<Inline> Figures) : Block;
}
