using System.Collections.Immutable;

namespace Compliance.Policy.Clocks;

/// <summary>The times of one certification class.</summary>
/// <param name="Name"><c>a</c> to <c>d</c>.</param>
/// <param name="EvaluateWithin">From detection to evaluation (VER-TFR-EVU).</param>
public sealed record VdrClass(string Name, Timeframe EvaluateWithin, ImmutableArray<VdrCell> Cells)
{
    /// <summary>The cells that are possible when some inputs are unknown (null); none where the rule sets no time.</summary>
    public ImmutableArray<VdrCell> Possible(int? impact, bool? isExposed, bool? isExploitable) =>
    [
        .. Cells.Where(cell => cell.Impact == (impact ?? cell.Impact) && cell.IsExploitable == (isExploitable ?? cell.IsExploitable)
            && (cell.IsExposed is null || isExposed is null || cell.IsExposed == isExposed)),
    ];
}
