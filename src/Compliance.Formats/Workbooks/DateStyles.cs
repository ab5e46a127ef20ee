namespace Compliance.Formats.Workbooks;

/// <summary>Which cell formats show numbers as dates.</summary>
internal static class DateStyles
{
    /// <summary>By the index of the cell format.</summary>
    public static List<bool> Read(PartSource parts)
    {
        var (custom, dates, inCells) = (new Dictionary<string, bool>(StringComparer.Ordinal), new List<bool>(), false);
        parts.Walk("xl/styles.xml", element =>
        {
            switch (element.LocalName)
            {
                case "numFmt" when element.GetAttribute("numFmtId") is { } id: custom[id] = IsDate(element.GetAttribute("formatCode") ?? ""); break;
                case "cellXfs": inCells = true; break;
                case "cellStyleXfs" or "cellStyles" or "dxfs": inCells = false; break;
                case "xf" when inCells:
                    var format = element.GetAttribute("numFmtId") ?? "0";
                    dates.Add(custom.TryGetValue(format, out var isDate) ? isDate : format is "14" or "15" or "16" or "17" or "22" or "27" or "30" or "36" or "50" or "57");
                    break;
            }
        });
        return dates;
    }

    /// <summary>A format that shows years or days, quoted text and brackets aside.</summary>
    private static bool IsDate(string format)
    {
        var (inQuotes, inBrackets) = (false, false);
        foreach (var character in format)
        {
            if (character == '"') inQuotes = !inQuotes;
            else if (character is '[' or ']') inBrackets = character == '[';
            else if (!inQuotes && !inBrackets && character is 'y' or 'Y' or 'd' or 'D') return true;
        }

        return false;
    }
}
