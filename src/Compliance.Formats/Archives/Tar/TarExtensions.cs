using System.Text;

namespace Compliance.Formats.Archives.Tar;

/// <summary>
/// What pax records and GNU long-name entries say about the next entry (local) or all that follow (global). Values are bytes, kept as Latin-1
/// text so that each octet survives.
/// </summary>
/// <param name="keepsAll">Also keep records that say nothing to a reader of tar, such as extended attributes.</param>
internal sealed class TarExtensions(bool keepsAll = false)
{
    private readonly Dictionary<string, string> records = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Records => records;

    public bool IsEmpty => records.Count == 0;

    /// <summary>Whether a record is there that changes an entry, not only describes it.</summary>
    public bool Overrides => Path is not null || LinkPath is not null || records.ContainsKey("size") || records.ContainsKey("uid")
        || records.ContainsKey("gid") || IsSparse;

    public string? Path => records.GetValueOrDefault("path");

    public string? LinkPath => records.GetValueOrDefault("linkpath");

    /// <summary>GNU's three pax forms of sparse files all carry records of this family.</summary>
    public bool IsSparse { get; private set; }

    public void Clear()
    {
        if (records.Count > 0) records.Clear();
        IsSparse = false;
    }

    public void SetPath(ReadOnlySpan<byte> text) => records["path"] = Encoding.Latin1.GetString(text);

    public void SetLinkPath(ReadOnlySpan<byte> text) => records["linkpath"] = Encoding.Latin1.GetString(text);

    /// <summary>True when absent or a non-negative decimal integer; <paramref name="value"/> changes only when present.</summary>
    public bool TryApplyNumber(string name, ref long value)
    {
        if (!records.TryGetValue(name, out var text)) return true;
        return TryParseDecimal(text, out value);
    }

    /// <summary>As <see cref="TryApplyNumber"/> for a time: a sign and a fraction, which is cut off, are allowed.</summary>
    public bool TryApplyTime(ref long value)
    {
        if (!records.TryGetValue("mtime", out var text)) return true;
        var digits = text.AsSpan();
        var negative = digits.StartsWith("-");
        if (negative) digits = digits[1..];
        var point = digits.IndexOf('.');
        if (point >= 0)
        {
            if (digits[(point + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0) return false;
            digits = digits[..point];
        }

        if (!TryParseDecimal(digits, out var seconds)) return false;
        value = negative ? -seconds : seconds;
        return true;
    }

    /// <summary>
    /// Reads records of the form <c>"%d %s=%s\n", &lt;length&gt;, &lt;keyword&gt;, &lt;value&gt;</c>. False when one is not of that form; those
    /// before it are kept. A later record of a name replaces an earlier one, and an empty value removes it, as pax says.
    /// </summary>
    public bool TryAdd(ReadOnlySpan<byte> body)
    {
        while (!body.IsEmpty)
        {
            var space = body.IndexOf((byte)' ');
            if (space is < 1 or > 10 || !TryParseDecimal(Encoding.Latin1.GetString(body[..space]), out var length)) return false;
            if (length > body.Length || length < space + 4 || body[(int)length - 1] != '\n') return false;
            var record = body[(space + 1)..((int)length - 1)];
            var equals = record.IndexOf((byte)'=');
            if (equals < 1) return false;
            var name = Encoding.Latin1.GetString(record[..equals]);
            Set(name, record[(equals + 1)..]);
            body = body[(int)length..];
        }

        return true;
    }

    private void Set(string name, ReadOnlySpan<byte> value)
    {
        if (name.StartsWith("GNU.sparse.", StringComparison.Ordinal)) IsSparse = true;
        if (!keepsAll && name is not ("path" or "linkpath" or "size" or "uid" or "gid" or "mtime")) return;
        if (value.IsEmpty) records.Remove(name);
        else records[name] = Encoding.Latin1.GetString(value);
    }

    private static bool TryParseDecimal(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 18 || text.IndexOfAnyExceptInRange('0', '9') >= 0) return false;
        foreach (var digit in text) value = (value * 10) + (digit - '0');
        return true;
    }
}
