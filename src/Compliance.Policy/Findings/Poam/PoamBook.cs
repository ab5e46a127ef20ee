using System.Collections.Immutable;

namespace Compliance.Policy.Findings.Poam;

/// <summary>A POA&amp;M: open and closed items.</summary>
/// <param name="OwnColumns">Columns that the file has beside those of the template, in its order.</param>
/// <param name="Preamble">Rows above the header of the open items, cell by cell.</param>
public sealed record PoamBook(ImmutableArray<PoamRow> Open, ImmutableArray<PoamRow> Closed, ImmutableArray<string> OwnColumns, ImmutableArray<ImmutableArray<string>> Preamble)
{
    public static PoamBook Empty { get; } = new([], [], [], []);

    public ImmutableArray<string> Columns => [.. PoamColumns.All, .. OwnColumns];

    /// <summary>One file of open and one of closed items, as CSV has it, together.</summary>
    public PoamBook With(PoamBook other) => new([.. Open, .. other.Open], [.. Closed, .. other.Closed], [.. OwnColumns.Union(other.OwnColumns, StringComparer.Ordinal)], Preamble.IsEmpty ? other.Preamble : Preamble);
}
