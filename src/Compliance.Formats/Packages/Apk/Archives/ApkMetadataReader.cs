using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>Reads <c>.PKGINFO</c>: lines <c>key = value</c>, comments after <c>#</c>, keys of lists repeated.</summary>
internal sealed class ApkMetadataReader(string document, DefectCollector defects)
{
    private static readonly HashSet<string> Lists = ["depend", "provides", "replaces", "license", "install_if", "triggers"];

    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    /// <summary>Null when name or version is missing or malformed; why is among the defects.</summary>
    public ApkMetadata? Read(ReadOnlySpan<byte> bytes)
    {
        var lines = new TextLines(bytes);
        while (lines.MoveNext()) Line(Encoding.UTF8.GetString(lines.Current).Trim(), lines.Number);
        var (name, version) = (Text("pkgname"), Text("pkgver"));
        if (!IsName(name)) Add(1, $"pkgname '{name}' is not a package name");
        else if (!Versions.ApkVersions.IsValid(version)) Add(1, $"pkgver '{version}' is not a version");
        else return new ApkMetadata(Package(name, version), DataHash(), Words("triggers"), All("license"));
        return null;
    }

    /// <summary>Names start with a letter or digit and hold letters, digits and <c>._+-</c> (apk-package(5)); so they can't leave a folder either.</summary>
    internal static bool IsName(string name) =>
        name.Length is > 0 and <= 200 && char.IsAsciiLetterOrDigit(name[0])
        && name.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-") < 0;

    private void Line(string line, int number)
    {
        if (line.Length == 0 || line[0] == '#') return;
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        var key = equals > 0 ? line[..equals].TrimEnd() : "";
        if (key.Length == 0 || key.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyz_0123456789") >= 0)
        {
            Add(number, "the line is not of the form key = value");
            return;
        }

        if (!values.TryGetValue(key, out var list)) values[key] = list = [];
        if (list.Count > 0 && !Lists.Contains(key)) Add(number, $"'{key}' stands twice");
        else list.Add(line[(equals + 1)..].TrimStart());
    }

    private ApkPackage Package(string name, string version) => new()
    {
        Locator = new Locator(document),
        Name = name,
        Version = version,
        Architecture = Text("arch"),
        Description = Text("pkgdesc"),
        Url = Text("url"),
        Licence = Text("license"),
        Origin = Text("origin"),
        Maintainer = Text("maintainer"),
        Commit = Text("commit"),
        BuiltAt = Number("builddate"),
        InstalledBytes = Number("size"),
        ProviderPriority = Number("provider_priority"),
        ReplacesPriority = Number("replaces_priority"),
        Depends = Words("depend"),
        Provides = Words("provides"),
        Replaces = Words("replaces"),
        InstallIf = Words("install_if"),
    };

    private string DataHash()
    {
        var text = Text("datahash");
        if (text.Length == 0) defects.Add(ApkArchiveCodes.NoDataHash, new Locator(document), "no datahash: nothing ties the files to the control section");
        else if (text.Length != 64 || text.AsSpan().IndexOfAnyExcept("0123456789abcdef") >= 0) Add(1, "datahash is not a SHA-256 value in lower-case hex");
        else return text;
        return "";
    }

    private string Text(string key) => values.TryGetValue(key, out var list) ? list[0] : "";

    private ImmutableArray<string> All(string key) => values.TryGetValue(key, out var list) ? [.. list] : [];

    private ImmutableArray<string> Words(string key) => [.. All(key).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private long? Number(string key)
    {
        var text = Text(key);
        if (text.Length == 0) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Add(1, $"'{key}' is not a number");
        return null;
    }

    private void Add(int line, string message) => defects.Add(ApkArchiveCodes.BadMetadata, new Locator(document, Line: line), message);
}
