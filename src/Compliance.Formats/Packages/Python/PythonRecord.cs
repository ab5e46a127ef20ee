using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Packages.Files;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Python;

/// <summary>
/// The list of files that an installer of Python packages leaves in <c>*.dist-info/RECORD</c> (PyPA specification "Recording installed projects"):
/// comma-separated path, hash and size. Lines that can't be read are defects and left out.
/// </summary>
public static class PythonRecord
{
    public static bool IsRecord(ReadOnlySpan<char> path) => path.EndsWith(".dist-info/RECORD", StringComparison.Ordinal);

    public static Reading<ImmutableArray<PythonRecordEntry>> Read(ReadOnlySpan<byte> bytes, string document, Limits limits)
    {
        if (bytes.Length > limits.MaxDocumentBytes) return Readings.Reject<ImmutableArray<PythonRecordEntry>>(FileRuleCodes.BadRecord, new Locator(document), "the file is too large");
        var defects = new DefectCollector(limits);
        var entries = ImmutableArray.CreateBuilder<PythonRecordEntry>();
        var lines = new TextLines(bytes);
        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty) continue;
            var cells = Cells(Encoding.UTF8.GetString(lines.Current).TrimEnd('\r'));
            if (cells.Count < 2 || cells[0].Length == 0 || Hash(cells[1]) is not { } sha256) defects.Add(FileRuleCodes.BadRecord, new Locator(document, Line: lines.Number), "not a path, a hash and a size");
            else entries.Add(new PythonRecordEntry(cells[0], sha256));
            if (entries.Count > limits.MaxItems) return Readings.Reject<ImmutableArray<PythonRecordEntry>>(FileRuleCodes.BadRecord, new Locator(document), $"more than {limits.MaxItems} lines");
        }

        return Readings.Accept(entries.ToImmutable(), defects.ToImmutable());
    }

    /// <summary>Hex of a SHA-256; empty for none or another algorithm, null for what is no hash.</summary>
    private static string? Hash(string cell)
    {
        if (cell.Length == 0) return "";
        var equals = cell.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) return null;
        if (!cell.StartsWith("sha256=", StringComparison.Ordinal)) return "";
        Span<byte> value = stackalloc byte[64];
        return cell.Length == 50 && Base64Url.IsValid(cell.AsSpan(7)) && Base64Url.TryDecodeFromChars(cell.AsSpan(7), value, out var written) && written == 32
            ? Convert.ToHexStringLower(value[..32])
            : null;
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>(3);
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
            else if (line[i] == '"') isQuoted = !isQuoted;
            else if (line[i] == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(line[i]);
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
