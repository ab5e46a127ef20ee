using System.Text;

namespace Compliance.Evidence.Verification.Parts;

/// <summary>
/// Looks at a PDF report without a PDF engine: which package it says it is about in its XMP packet, whether anything was appended to it, and whether
/// it would run something. Its pages are covered by its digest only.
/// </summary>
internal static class PdfIdentity
{
    private static readonly string[] Actions = ["/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia"];

    /// <param name="expected">The description that the XMP packet must have, once.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Problem(ReadOnlySpan<byte> pdf, string expected)
    {
        if (!pdf.StartsWith("%PDF-"u8)) return "not a PDF";
        if (Count(pdf, "%%EOF"u8) != 1 || !pdf.TrimEnd("\r\n"u8).EndsWith("%%EOF"u8)) return "something was appended to it (an incremental update)";
        if (Count(pdf, "<dc:description>"u8) != 1 || pdf.IndexOf(Encoding.UTF8.GetBytes($">{expected}<")) < 0) return "its description does not name this package, evidence and results";
        foreach (var action in Actions)
        {
            if (pdf.IndexOf(Encoding.ASCII.GetBytes(action)) >= 0) return $"it holds {action}, which reports don't";
        }

        return null;
    }

    private static int Count(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> part)
    {
        var count = 0;
        for (var at = bytes.IndexOf(part); at >= 0; at = bytes.IndexOf(part))
        {
            count++;
            bytes = bytes[(at + part.Length)..];
        }

        return count;
    }
}
