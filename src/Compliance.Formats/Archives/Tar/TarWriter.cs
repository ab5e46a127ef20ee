using System.Globalization;
using System.Text;

namespace Compliance.Formats.Archives.Tar;

/// <summary>
/// Writes tar so that the same items give the same bytes: ustar where every field fits, else a pax header in front with records sorted by key,
/// only those that are needed, and a name without process ids. No clock, user or machine enters. Call <see cref="Finish"/> at the end.
/// </summary>
/// <param name="stream">Stays open.</param>
public sealed class TarWriter(Stream stream)
{
    private const long MaxOctal11 = 0x1_FFFF_FFFF;
    private const long MaxOctal7 = 0x1F_FFFF;
    private const int NameBytes = 100;
    private const int PrefixBytes = 155;

    private readonly byte[] block = new byte[TarHeader.BlockSize];

    /// <summary>An entry without a body.</summary>
    /// <exception cref="ArgumentException">The item can't be written: an empty name, a mode or owner out of range.</exception>
    public void Add(TarItem item) => WriteHeader(item, 0);

    /// <summary>A regular file.</summary>
    /// <exception cref="ArgumentException">As above, or the item is not a regular file.</exception>
    public void Add(TarItem item, ReadOnlySpan<byte> body)
    {
        if (item.Type != TarEntryType.Regular) throw new ArgumentException("only a regular file has a body", nameof(item));
        WriteHeader(item, body.Length);
        stream.Write(body);
        Pad(body.Length);
    }

    /// <summary>A regular file of known size from a stream.</summary>
    /// <exception cref="ArgumentException">As above, or the stream does not have as many bytes.</exception>
    public void Add(TarItem item, Stream body, long size)
    {
        if (item.Type != TarEntryType.Regular) throw new ArgumentException("only a regular file has a body", nameof(item));
        WriteHeader(item, size);
        var buffer = new byte[64 << 10];
        var left = size;
        for (var read = body.Read(buffer); read > 0; read = body.Read(buffer))
        {
            left -= read;
            if (left < 0) break;
            stream.Write(buffer, 0, read);
        }

        if (left != 0) throw new ArgumentException($"the body does not have {size} bytes", nameof(body));
        Pad(size);
    }

    /// <summary>The two zero blocks that end an archive.</summary>
    public void Finish() => stream.Write(new byte[2 * TarHeader.BlockSize]);

    private void WriteHeader(TarItem item, long size)
    {
        var name = item.Name;
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("an entry without a name, or with a NUL in it", nameof(item));
        if (item.Mode is < 0 or > 0xFFF) throw new ArgumentException("a mode out of range", nameof(item));
        if (item.Uid < 0 || item.Gid < 0) throw new ArgumentException("a negative owner", nameof(item));
        var (prefix, last) = (default(string), name);
        var records = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in item.PaxRecords) records[key] = value;
        if (!IsAscii(name) || !TrySplit(name, out prefix, out last)) records["path"] = Latin1(name);
        if (!IsAscii(item.LinkName) || item.LinkName.Length > NameBytes) records["linkpath"] = Latin1(item.LinkName);
        if (!IsAscii(item.UserName) || item.UserName.Length > 32) records["uname"] = Latin1(item.UserName);
        if (!IsAscii(item.GroupName) || item.GroupName.Length > 32) records["gname"] = Latin1(item.GroupName);
        AddNumber(records, "size", size, MaxOctal11);
        AddNumber(records, "uid", item.Uid, MaxOctal7);
        AddNumber(records, "gid", item.Gid, MaxOctal7);
        AddNumber(records, "mtime", item.ModifiedUnixSeconds, MaxOctal11);
        if (records.Count > 0)
        {
            WritePax(name, records);
            (prefix, last) = ("", name);
        }

        Array.Clear(block);
        PutText(0, NameBytes, last);
        PutText(345, PrefixBytes, prefix ?? "");
        PutText(157, NameBytes, item.LinkName);
        PutText(265, 32, item.UserName);
        PutText(297, 32, item.GroupName);
        PutOctal(100, 8, item.Mode);
        PutOctal(108, 8, Fitting(item.Uid, MaxOctal7));
        PutOctal(116, 8, Fitting(item.Gid, MaxOctal7));
        PutOctal(124, 12, Fitting(size, MaxOctal11));
        PutOctal(136, 12, Fitting(item.ModifiedUnixSeconds, MaxOctal11));
        PutOctal(329, 8, Fitting(item.DeviceMajor, MaxOctal7));
        PutOctal(337, 8, Fitting(item.DeviceMinor, MaxOctal7));
        Complete((byte)('0' + (int)item.Type));
    }

    private void WritePax(string name, SortedDictionary<string, string> records)
    {
        var body = new StringBuilder();
        foreach (var (key, value) in records) body.Append(Record(key, value));
        var bytes = Encoding.Latin1.GetBytes(body.ToString());
        Array.Clear(block);
        PutText(0, NameBytes, PaxName(name));
        PutOctal(100, 8, 0);
        PutOctal(108, 8, 0);
        PutOctal(116, 8, 0);
        PutOctal(124, 12, bytes.Length);
        PutOctal(136, 12, 0);
        Complete((byte)'x');
        stream.Write(bytes);
        Pad(bytes.Length);
    }

    // The name has no meaning to readers; Go's archive/tar writes the same, so that archives of both can be equal.
    private static string PaxName(string name)
    {
        var trimmed = name.TrimEnd('/');
        var slash = trimmed.LastIndexOf('/');
        var whole = $"{(slash < 0 ? "" : trimmed[..(slash + 1)])}PaxHeaders.0/{trimmed[(slash + 1)..]}";
        var ascii = new string([.. whole.Where(char.IsAscii)]);
        return (ascii.Length > NameBytes ? ascii[..NameBytes] : ascii).TrimEnd('/');
    }

    private static string Record(string key, string value)
    {
        // "%d %s=%s\n": the length counts itself.
        var rest = key.Length + value.Length + 3;
        var length = rest + 1;
        while (length != rest + Digits(length)) length = rest + Digits(length);
        return string.Create(CultureInfo.InvariantCulture, $"{length} {key}={value}\n");
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private static bool TrySplit(string name, out string prefix, out string last)
    {
        (prefix, last) = ("", name);
        if (name.Length <= NameBytes) return true;
        if (name.Length > NameBytes + PrefixBytes + 1) return false;
        var slash = name.TrimEnd('/').LastIndexOf('/', Math.Min(PrefixBytes, name.TrimEnd('/').Length - 1));
        if (slash <= 0 || name.Length - slash - 1 > NameBytes) return false;
        (prefix, last) = (name[..slash], name[(slash + 1)..]);
        return true;
    }

    private static void AddNumber(SortedDictionary<string, string> records, string key, long value, long max)
    {
        if (value < 0 || value > max) records[key] = value.ToString(CultureInfo.InvariantCulture);
    }

    private static long Fitting(long value, long max) => value < 0 || value > max ? 0 : value;

    private static bool IsAscii(string text) => text.All(char.IsAscii);

    private static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private void PutText(int at, int length, string text)
    {
        var ascii = new string([.. text.Where(char.IsAscii)]);
        Encoding.ASCII.GetBytes(ascii.AsSpan(0, Math.Min(ascii.Length, length)), block.AsSpan(at, length));
    }

    private void PutOctal(int at, int length, long value)
    {
        for (var i = length - 2; i >= 0; i--)
        {
            block[at + i] = (byte)('0' + (value & 7));
            value >>= 3;
        }
    }

    private void Complete(byte type)
    {
        block[156] = type;
        "ustar\u000000"u8.CopyTo(block.AsSpan(257));
        block.AsSpan(148, 8).Fill((byte)' ');
        PutOctal(148, 7, TarHeader.Sum(block));
        block[154] = 0;
        stream.Write(block);
    }

    private void Pad(long size) => stream.Write(new byte[(int)(-size & (TarHeader.BlockSize - 1))]);
}
