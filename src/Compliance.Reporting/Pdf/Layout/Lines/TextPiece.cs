using Compliance.Reporting.Model;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>The smallest part of a line: a word, a badge or a group of a digest.</summary>
/// <param name="Run">The run that it comes from.</param>
/// <param name="Gap">Width of what separates it from the piece before, when both are on one line.</param>
/// <param name="MayBreak">Whether a line may begin with it.</param>
/// <param name="IsGroup">A group of a digest that continues the piece before: what separates them is not a space.</param>
/// <param name="IsCut">The word goes on with the next piece.</param>
internal sealed record TextPiece(string Text, TextStyle Style, Inline Run, double Width, double Gap, bool MayBreak, bool IsGroup = false, bool IsCut = false)
{
    /// <summary>Space inside a badge on each side of its words.</summary>
    public const double BadgePadding = 4.2;
}
