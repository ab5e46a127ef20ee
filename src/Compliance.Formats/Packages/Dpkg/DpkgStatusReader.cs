using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Dpkg;

/// <summary>Reads one status file, line by line.</summary>
internal sealed class DpkgStatusReader(string document, bool isDirectoryEntry, Limits limits)
{
    private static readonly HashSet<string> States =
        ["not-installed", "config-files", "half-installed", "unpacked", "half-configured", "triggers-awaited", "triggers-pending", "installed"];

    private readonly ImmutableArray<DpkgPackage>.Builder packages = ImmutableArray.CreateBuilder<DpkgPackage>();
    private readonly DefectCollector defects = new(limits);
    private readonly ControlParagraph paragraph = new();

    public Reading<DpkgStatus> Read(ReadOnlySpan<byte> bytes)
    {
        var lines = new TextLines(bytes);
        while (lines.MoveNext() && packages.Count <= limits.MaxItems) Line(lines.Current, lines.Number);
        Finish();
        if (packages.Count > limits.MaxItems) return Reject(DpkgCodes.TooMany, $"more than {limits.MaxItems} packages");
        return packages.Count == 0 && bytes.IndexOfAnyExcept(" \t\r\n"u8) >= 0
            ? Reject(DpkgCodes.NoRecords, "the file is not empty but holds no package")
            : Readings.Accept(new DpkgStatus(packages.ToImmutable()), defects.ToImmutable());
    }

    private void Line(ReadOnlySpan<byte> line, int number)
    {
        var content = line.TrimEnd(" \t"u8);
        if (content.IsEmpty)
        {
            Finish();
            return;
        }

        if (content[0] == '#') return;
        if (paragraph.IsEmpty) paragraph.Begin(number);
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            if (!paragraph.Continue(Text(content))) Add(DpkgCodes.MalformedLine, number, "a continuation line without a field");
            return;
        }

        var colon = content.IndexOf((byte)':');
        if (colon <= 0 || content[..colon].IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E) >= 0) Add(DpkgCodes.MalformedLine, number, "the line is not of the form Name: value");
        else if (!paragraph.Add(Text(content[..colon]), Text(content[(colon + 1)..]))) Add(DpkgCodes.RepeatedField, number, $"'{Text(content[..colon])}' stands twice in one paragraph");
    }

    private void Finish()
    {
        if (paragraph.IsEmpty) return;
        var line = paragraph.Line;
        var name = paragraph["Package"];
        var version = paragraph["Version"];
        var (want, flag, state) = Status(name, line);
        if (name.Length == 0)
        {
            Add(DpkgCodes.MissingField, line, "a paragraph has no Package field");
        }
        else
        {
            if (!IsName(name)) Add(DpkgCodes.BadValue, line, "'Package' holds characters that names don't have");
            if (version.Length == 0 && state is not ("not-installed" or "config-files")) Add(DpkgCodes.MissingField, line, $"'{name}' has no Version field");
            packages.Add(Package(name, version, want, flag, state));
        }

        paragraph.Clear();
    }

    private (string Want, string Flag, string State) Status(string name, int line)
    {
        if (!paragraph.Has("Status") && isDirectoryEntry) return ("install", "ok", "installed");
        var words = paragraph["Status"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 3 && States.Contains(words[2])) return (words[0], words[1], words[2]);
        Add(paragraph.Has("Status") ? DpkgCodes.BadValue : DpkgCodes.MissingField, line, $"the Status of '{name}' is not 'want flag state'");
        return ("unknown", "ok", "unknown");
    }

    private DpkgPackage Package(string name, string version, string want, string flag, string state)
    {
        var (sourceName, sourceVersion) = Source(name, version);
        return new DpkgPackage
        {
            Locator = new Locator(document, Line: paragraph.Line),
            Name = name,
            Version = version,
            Architecture = paragraph["Architecture"],
            Want = want,
            Flag = flag,
            State = state,
            SourceName = sourceName,
            SourceVersion = sourceVersion,
            MultiArch = paragraph["Multi-Arch"],
            Maintainer = paragraph["Maintainer"],
            Homepage = paragraph["Homepage"],
            Section = paragraph["Section"],
            Synopsis = paragraph["Description"],
            Depends = [.. paragraph.Entries("Pre-Depends"), .. paragraph.Entries("Depends")],
            Provides = [.. paragraph.Entries("Provides")],
            Conffiles = [.. Conffiles()],
        };
    }

    /// <summary><c>name</c> or <c>name (version)</c>.</summary>
    private (string Name, string Version) Source(string name, string version)
    {
        var source = paragraph["Source"];
        if (source.Length == 0) return (name, version);
        var bracket = source.IndexOf('(', StringComparison.Ordinal);
        if (bracket < 0) return (source, version);
        if (source[^1] == ')') return (source[..bracket].TrimEnd(), source[(bracket + 1)..^1].Trim());
        Add(DpkgCodes.BadValue, paragraph.Line, $"the Source of '{name}' is not 'name (version)'");
        return (source[..bracket].TrimEnd(), version);
    }

    private IEnumerable<DpkgConffile> Conffiles()
    {
        foreach (var line in paragraph.Continuation("Conffiles"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is 2 or 3 && DatabasePath.Normalize(words[0]) is { Length: > 0 } path) yield return new DpkgConffile(path, words[1], words.Length == 3 && words[2] == "obsolete");
            else if (words is not [_, _, "remove-on-upgrade", ..]) Add(DpkgCodes.BadPath, paragraph.Line, $"a Conffiles entry of '{paragraph["Package"]}' is not 'path md5'");
        }
    }

    private Reading<DpkgStatus> Reject(DiagnosticCode code, string message)
    {
        defects.Add(code, new Locator(document), message);
        return Readings.Reject<DpkgStatus>(defects.ToImmutable());
    }

    private void Add(DiagnosticCode code, int line, string message) => defects.Add(code, new Locator(document, Line: line), message);

    private static string Text(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value).Trim();

    // Debian policy 5.6.1 asks for two characters at least, in lower case; other users of the format are looser.
    private static bool IsName(string name) =>
        char.IsAsciiLetterOrDigit(name[0]) && name.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_:") < 0;
}
