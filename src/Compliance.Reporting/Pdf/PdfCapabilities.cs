namespace Compliance.Reporting.Pdf;

/// <summary>What an engine's files have. Claims of design: no validator has certified them.</summary>
/// <param name="Name">For example <c>builtin</c>.</param>
/// <param name="Tagged">A structure tree that assistive technology reads.</param>
/// <param name="Attachments">Associated files with a relationship (PDF/A-3).</param>
/// <param name="Deterministic">Same bytes for the same document on the same runtime.</param>
public sealed record PdfCapabilities(string Name, bool Tagged, bool Attachments, bool Deterministic);
