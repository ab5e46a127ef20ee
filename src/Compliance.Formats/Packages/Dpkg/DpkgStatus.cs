using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Dpkg;

/// <summary>
/// The package states of dpkg: <c>var/lib/dpkg/status</c> (dpkg-query(1), deb822(5)), or one file of <c>var/lib/dpkg/status.d</c>, where
/// distroless images keep one paragraph a file without a <c>Status</c> field.
/// </summary>
public sealed record DpkgStatus(ImmutableArray<DpkgPackage> Packages)
{
    /// <summary>
    /// Reads all paragraphs; what is wrong in one is a defect and the rest is read on. Rejected as a whole: a file that is too large, or holds no
    /// paragraph with a package though it is not empty.
    /// </summary>
    /// <param name="isDirectoryEntry">A file of <c>status.d</c>: without a <c>Status</c> field its package is installed. Otherwise that is a defect.</param>
    public static Reading<DpkgStatus> Read(ReadOnlyMemory<byte> bytes, string document, bool isDirectoryEntry = false, Limits? limits = null)
    {
        limits ??= Limits.Default;
        return bytes.Length > limits.MaxDocumentBytes
            ? Readings.Reject<DpkgStatus>(DpkgCodes.TooLarge, new Locator(document), $"{bytes.Length} bytes are more than the {limits.MaxDocumentBytes} allowed")
            : new DpkgStatusReader(document, isDirectoryEntry, limits).Read(bytes.Span);
    }

    /// <summary>Paragraphs counted without reading them, as a check on <see cref="Read"/>: lines that begin with <c>Package:</c>.</summary>
    public static int CountRecords(ReadOnlySpan<byte> bytes) => (bytes.StartsWith("Package:"u8) ? 1 : 0) + bytes.Count("\nPackage:"u8);

    /// <summary>Installed packages counted without reading paragraphs: lines that begin with <c>Status:</c> and end with <c>installed</c> as a word of its own.</summary>
    public static int CountInstalled(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        var lines = new TextLines(bytes);
        while (lines.MoveNext())
        {
            if (lines.Current.StartsWith("Status:"u8) && lines.Current.TrimEnd(" \t"u8).EndsWith(" installed"u8)) count++;
        }

        return count;
    }
}
