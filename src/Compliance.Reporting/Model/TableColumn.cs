namespace Compliance.Reporting.Model;

/// <summary>A column of a table.</summary>
/// <param name="Weight">Share of the width relative to the other columns where pages are fixed.</param>
/// <param name="IsFigure">Numbers: aligned at the end.</param>
public sealed record TableColumn(string Header, double Weight, bool IsFigure = false);
