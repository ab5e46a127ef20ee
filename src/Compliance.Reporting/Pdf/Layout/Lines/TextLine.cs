using System.Collections.Immutable;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>Pieces that stand on one base line, each with its distance from the line's start.</summary>
/// <param name="Height">From the top of this line to the top of the next.</param>
/// <param name="Baseline">From the top of this line down to its base line.</param>
internal sealed record TextLine(ImmutableArray<(double X, TextPiece Piece)> Pieces, double Width, double Height, double Baseline);
