using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Dpkg.Licences;

/// <summary>
/// What the copyright file of a Debian package (<c>usr/share/doc/*/copyright</c>, Debian policy 12.5) says about licences. In the machine-readable form
/// (copyright-format 1.0) the short names of all its License fields are joined; in free form only references to <c>/usr/share/common-licenses</c> count, and only
/// if every one of them names a version. The file is about the source package: a binary package may hold less.
/// </summary>
public static class DpkgCopyright
{
    private const int MaxBytes = 4 << 20;

    private const int MaxNames = 500;

    private const string CommonLicences = "/usr/share/common-licenses/";

    /// <summary>An SPDX licence expression, its terms in ordinal order; empty when nothing certain can be read. Never throws for what the file holds.</summary>
    public static string ReadLicence(ReadOnlySpan<byte> bytes, Limits? limits = null)
    {
        if (bytes.Length > Math.Min(MaxBytes, (limits ?? Limits.Default).MaxDocumentBytes)) return "";
        return IsMachineReadable(bytes) ? OfFields(bytes) : OfReferences(Encoding.UTF8.GetString(bytes));
    }

    /// <summary>The first field is Format, and names the specification.</summary>
    private static bool IsMachineReadable(ReadOnlySpan<byte> bytes)
    {
        var lines = new TextLines(bytes);
        while (lines.MoveNext())
        {
            var line = lines.Current.Trim((byte)' ');
            if (line.IsEmpty) continue;
            return (line.StartsWith("Format:"u8) || line.StartsWith("Format-Specification:"u8)) && Encoding.UTF8.GetString(line).Contains("copyright", StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private static string OfFields(ReadOnlySpan<byte> bytes)
    {
        var terms = new SortedSet<string>(StringComparer.Ordinal);
        var lines = new TextLines(bytes);
        while (lines.MoveNext())
        {
            var line = Encoding.UTF8.GetString(lines.Current);
            if (!line.StartsWith("License:", StringComparison.OrdinalIgnoreCase)) continue;
            var synopsis = line["License:".Length..].Trim();
            // A field with its text where its name should be leaves the licence of some files unknown, and so that of the package.
            if (synopsis.Length == 0 || DebianLicenceNames.Expression(synopsis) is not { } term || terms.Count == MaxNames) return "";
            terms.Add(term);
        }

        return Join(terms);
    }

    private static string OfReferences(string text)
    {
        var terms = new SortedSet<string>(StringComparer.Ordinal);
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var isOrLater = words.Contains("any later version", StringComparison.OrdinalIgnoreCase);
        for (var at = words.IndexOf(CommonLicences, StringComparison.Ordinal); at >= 0; at = words.IndexOf(CommonLicences, at, StringComparison.Ordinal))
        {
            at += CommonLicences.Length;
            var end = at;
            while (end < words.Length && (char.IsAsciiLetterOrDigit(words[end]) || words[end] is '.' or '-')) end++;
            var name = words[at..end].TrimEnd('.');
            if (DebianLicenceNames.CommonLicence(name, isOrLater) is not { } term) return "";
            terms.Add(term);
        }

        return Join(terms);
    }

    private static string Join(SortedSet<string> terms) =>
        terms.Count == 1 ? terms.Min! : string.Join(" AND ", terms.Select(term => term.Contains(" OR ", StringComparison.Ordinal) ? $"({term})" : term));
}
