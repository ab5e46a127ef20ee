using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk;

/// <summary>One record while it is read.</summary>
internal sealed class ApkRecord
{
    private readonly Dictionary<char, string> fields = [];
    private readonly List<ApkDirectory> directories = [];
    private readonly List<ApkFile> files = [];
    private bool isInFile;
    private int line;

    public List<(char Key, int Line)> BadNumbers { get; } = [];

    public bool HasBadChecksum { get; private set; }

    public bool IsEmpty => line == 0;

    public bool HasDirectory => directories.Count > 0;

    /// <summary>The directory named last is the root.</summary>
    public bool IsInTopDirectory => directories is [.., { Path: "" }];

    public void Begin(int firstLine) => line = firstLine;

    public void Clear()
    {
        fields.Clear();
        directories.Clear();
        files.Clear();
        BadNumbers.Clear();
        (isInFile, line, HasBadChecksum) = (false, 0, false);
    }

    /// <returns>False when the record has the field already: the first one stays, and lists go on, as in apk.</returns>
    public bool Set(char key, string value)
    {
        if (fields.TryAdd(key, value)) return true;
        if (key is 'D' or 'p' or 'r' or 'i') fields[key] = $"{fields[key]} {value}";
        return false;
    }

    public void AddDirectory(string path)
    {
        directories.Add(new ApkDirectory(path, 0, 0, 0x1ED));
        isInFile = false;
    }

    public void AddFile(string name, int at)
    {
        var folder = directories[^1].Path;
        files.Add(new ApkFile(folder.Length == 0 ? name : $"{folder}/{name}", 0, 0, 0x1A4, null, at));
        isInFile = true;
    }

    public bool SetDirectoryPermissions((long Uid, long Gid, int Mode) permissions)
    {
        if (directories.Count == 0) return false;
        directories[^1] = directories[^1] with { Uid = permissions.Uid, Gid = permissions.Gid, Mode = permissions.Mode };
        return true;
    }

    public bool SetFilePermissions((long Uid, long Gid, int Mode) permissions)
    {
        if (!isInFile) return false;
        files[^1] = files[^1] with { Uid = permissions.Uid, Gid = permissions.Gid, Mode = permissions.Mode };
        return true;
    }

    public bool SetFileChecksum(ApkChecksum checksum)
    {
        if (!isInFile) return false;
        files[^1] = files[^1] with { Checksum = checksum };
        return true;
    }

    public ApkPackage Finish(string document) => new()
    {
        Locator = new Locator(document, Line: line),
        Name = Text('P'),
        Version = Text('V'),
        Architecture = Text('A'),
        Description = Text('T'),
        Url = Text('U'),
        Licence = Text('L'),
        Origin = Text('o'),
        Maintainer = Text('m'),
        Commit = Text('c'),
        RepositoryTag = Text('s'),
        BuiltAt = Number('t'),
        PackageBytes = Number('S'),
        InstalledBytes = Number('I'),
        ProviderPriority = Number('k'),
        ReplacesPriority = Number('q'),
        Checksum = Checksum(),
        Depends = Words('D'),
        Provides = Words('p'),
        Replaces = Words('r'),
        InstallIf = Words('i'),
        Directories = [.. directories],
        Files = [.. files],
    };

    private string Text(char key) => fields.GetValueOrDefault(key, "");

    private long? Number(char key)
    {
        if (!fields.TryGetValue(key, out var text) || text.Length == 0) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        BadNumbers.Add((key, line));
        return null;
    }

    private ApkChecksum? Checksum()
    {
        if (!fields.TryGetValue('C', out var text)) return null;
        HasBadChecksum = !ApkChecksum.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var checksum);
        return checksum;
    }

    // apko writes lists of install_if as Go prints them, in brackets.
    private ImmutableArray<string> Words(char key)
    {
        var text = Text(key);
        if (key == 'i' && text is ['[', .., ']']) text = text[1..^1];
        return [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
