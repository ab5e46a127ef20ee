using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>
/// Walks the data section of a package, forward only. Entries with paths that leave the root, that stand twice or that come after the limit are left out
/// with a defect; damaged data ends the walk with one. Not safe for several threads.
/// </summary>
public sealed class ApkDataReader : IDisposable
{
    private const string ChecksumRecord = "APK-TOOLS.checksum.SHA1";
    private const string AttributePrefix = "SCHILY.xattr.";

    private readonly GzipMembersStream gzip;
    private readonly TarReader tar;
    private readonly string document;
    private readonly Limits limits;
    private readonly DefectCollector defects;
    private readonly HashSet<string> paths = new(StringComparer.Ordinal);
    private bool isBroken;
    private bool isIncomplete;

    /// <param name="compressed">The data section from its first byte to its last; stays open.</param>
    public ApkDataReader(Stream compressed, string document, Limits? limits = null)
    {
        this.limits = limits ?? Limits.Default;
        this.document = document;
        defects = new DefectCollector(this.limits);
        gzip = new GzipMembersStream(compressed);
        tar = new TarReader(gzip, document, this.limits, keepRecords: true);
    }

    public ApkEntry Current { get; private set; } = null!;

    /// <summary>Defects so far; an oddity that every package shows (no end marks) is not one.</summary>
    public ImmutableArray<Defect> Defects => [.. defects.ToImmutable(), .. tar.Defects.Where(defect => defect.Code != TarCodes.NoEnd)];

    /// <summary>False once an entry was left out or the archive turned out damaged.</summary>
    public bool IsComplete => !isBroken && !isIncomplete && tar.IsComplete;

    public bool Next()
    {
        try
        {
            while (!isBroken && tar.Next())
            {
                if (paths.Count >= limits.MaxImageEntries) return Break(ApkArchiveCodes.TooManyEntries, $"more than {limits.MaxImageEntries} entries");
                if (Take(tar.Current) is not { } entry) continue;
                Current = entry;
                return true;
            }
        }
        catch (CorruptCompressionException problem)
        {
            isBroken = true;
            defects.Add(problem.ToDefect(document));
        }

        return false;
    }

    /// <summary>The next piece of the body, empty at its end and where the data is damaged, which <see cref="Next"/> then reports.</summary>
    public ReadOnlySpan<byte> ReadBody()
    {
        try
        {
            return isBroken ? default : tar.ReadBody();
        }
        catch (CorruptCompressionException problem)
        {
            isBroken = true;
            defects.Add(problem.ToDefect(document));
            return default;
        }
    }

    public void Dispose() => gzip.Dispose();

    private ApkEntry? Take(TarEntry entry)
    {
        var path = DatabasePath.Normalize(Encoding.UTF8.GetString(entry.Name));
        if (path is null) return Refuse(ApkArchiveCodes.UnsafePath, "a path that is not plain and relative to the root");
        // The archive's own root says nothing; apk refuses packages that set permissions there, and so does the database reader.
        if (path.Length == 0) return entry.Type == TarEntryType.Directory ? null : Refuse(ApkArchiveCodes.UnsafePath, "a file in the place of the root");
        if (!paths.Add(path)) return Refuse(ApkArchiveCodes.RepeatedPath, $"'{path}' stands twice");
        var link = Encoding.UTF8.GetString(entry.LinkName);
        if (entry.Type == TarEntryType.HardLink && (DatabasePath.Normalize(link) is not { Length: > 0 } target || !paths.Contains(link = target)))
            return Refuse(ApkArchiveCodes.UnsafePath, $"'{path}' is a hard link to what did not come before");
        return new ApkEntry(path, entry.Type, entry.Mode, entry.Uid, entry.Gid, entry.Size, entry.ModifiedUnixSeconds, link, Checksum(path))
        {
            Attributes = Attributes(),
            DeviceMajor = entry.DeviceMajor,
            DeviceMinor = entry.DeviceMinor,
        };
    }

    private ApkChecksum? Checksum(string path)
    {
        if (!tar.Records.TryGetValue(ChecksumRecord, out var text)) return null;
        // Nonstandard but seen: the record in the form of databases.
        if (text.StartsWith("Q1", StringComparison.Ordinal) && ApkChecksum.TryParse(Encoding.Latin1.GetBytes(text), out var checksum)) return checksum;
        if (text.Length == 40 && text.AsSpan().IndexOfAnyExcept("0123456789abcdefABCDEF") < 0) return ApkChecksum.Of(Convert.FromHexString(text));
        defects.Add(ApkArchiveCodes.BadFileChecksum, new Locator(document), $"the checksum record of '{path}' is not a SHA-1 value");
        return null;
    }

    private ImmutableSortedDictionary<string, string> Attributes()
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in tar.Records)
        {
            if (name.StartsWith(AttributePrefix, StringComparison.Ordinal)) attributes[name[AttributePrefix.Length..]] = value;
        }

        return attributes.ToImmutable();
    }

    private ApkEntry? Refuse(DiagnosticCode code, string message)
    {
        defects.Add(code, new Locator(document, tar.Current.HeaderOffset), message);
        isIncomplete = true;
        return null;
    }

    private bool Break(DiagnosticCode code, string message)
    {
        defects.Add(code, new Locator(document), message);
        isBroken = true;
        return false;
    }
}
