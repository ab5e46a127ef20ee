using System.Collections.Immutable;

namespace Compliance.Reporting.Model;

/// <summary>A row; the first cell names it. As many cells as the table has columns.</summary>
public sealed record TableRow(params ImmutableArray<TableCell> Cells);
