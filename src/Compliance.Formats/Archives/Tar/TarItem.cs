namespace Compliance.Formats.Archives.Tar;

/// <summary>Header of one entry to be written.</summary>
/// <param name="Name">Path as it shall be written; most tools end a directory's in a slash, apko does not. UTF-8.</param>
public sealed record TarItem(string Name, TarEntryType Type)
{
    /// <summary>0 to 4095.</summary>
    public int Mode { get; init; } = 0x1A4;

    public long Uid { get; init; }

    public long Gid { get; init; }

    public string UserName { get; init; } = "";

    public string GroupName { get; init; } = "";

    public long ModifiedUnixSeconds { get; init; }

    /// <summary>Target of a link.</summary>
    public string LinkName { get; init; } = "";

    public int DeviceMajor { get; init; }

    public int DeviceMinor { get; init; }

    /// <summary>More pax records, such as <c>SCHILY.xattr.security.capability</c>; values as bytes in Latin-1.</summary>
    public IReadOnlyDictionary<string, string> PaxRecords { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
