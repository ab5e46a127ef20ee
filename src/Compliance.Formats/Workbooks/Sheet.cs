using System.Collections.Immutable;

namespace Compliance.Formats.Workbooks;

/// <summary>One sheet: rows that have text, in their order.</summary>
public sealed record Sheet(string Name, ImmutableArray<SheetRow> Rows);
