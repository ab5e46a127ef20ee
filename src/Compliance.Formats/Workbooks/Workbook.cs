using System.Collections.Immutable;

namespace Compliance.Formats.Workbooks;

/// <summary>The text of a spreadsheet: no formula is computed, nothing in it is followed.</summary>
public sealed record Workbook(ImmutableArray<Sheet> Sheets);
