using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk;

/// <summary>Reads one database, line by line.</summary>
internal sealed class ApkDatabaseReader(string document, Limits limits)
{
    private readonly ImmutableArray<ApkPackage>.Builder packages = ImmutableArray.CreateBuilder<ApkPackage>();
    private readonly DefectCollector defects = new(limits);
    private readonly ApkRecord record = new();
    private bool isForbidden;
    private int entries;

    public Reading<ApkDatabase> Read(ReadOnlySpan<byte> bytes)
    {
        var lines = new TextLines(bytes);
        while (lines.MoveNext() && !isForbidden)
        {
            if (lines.Current.IsEmpty)
            {
                Finish();
                continue;
            }

            if (record.IsEmpty) record.Begin(lines.Number);
            if (lines.Current.Length < 2 || lines.Current[1] != ':')
                Add(ApkCodes.MalformedLine, lines.Number, "the line is not of the form X:value");
            else
                Field((char)lines.Current[0], lines.Current[2..], lines.Number);
        }

        Finish();
        if (packages.Count == 0 && !isForbidden && bytes.IndexOfAnyExcept("\r\n"u8) >= 0)
        {
            isForbidden = true;
            defects.Add(ApkCodes.NoRecords, new Locator(document), "the database is not empty but holds no record");
        }

        return isForbidden ? Readings.Reject<ApkDatabase>(defects.ToImmutable()) : Readings.Accept(new ApkDatabase(packages.ToImmutable()), defects.ToImmutable());
    }

    private void Field(char key, ReadOnlySpan<byte> value, int line)
    {
        switch (key)
        {
            case 'F':
                Directory(value, line);
                break;
            case 'R':
                File(value, line);
                break;
            case 'M':
                DirectoryPermissions(value, line);
                break;
            case 'a':
                if (Permissions(value) is not { } permissions || !record.SetFilePermissions(permissions)) Add(ApkCodes.BadValue, line, "'a:' is not uid:gid:mode after a file");
                break;
            case 'Z':
                if (!ApkChecksum.TryParse(value, out var checksum) || !record.SetFileChecksum(checksum)) Add(ApkCodes.BadValue, line, "'Z:' is not a Q1 or Q2 checksum after a file");
                break;
            case 'f':
                Add(ApkCodes.BrokenPackage, line, $"the database marks the package as broken: '{Text(value)}'");
                break;
            case 'P' or 'V' or 'A' or 'T' or 'U' or 'L' or 'o' or 'm' or 'c' or 's' or 't' or 'S' or 'I' or 'k' or 'q' or 'C' or 'D' or 'p' or 'r' or 'i':
                if (!record.Set(key, Text(value))) Add(ApkCodes.RepeatedField, line, $"'{key}:' stands twice in one record");
                break;
            default:
                // apk-tools ignores letters in lower case that it does not know and stops at those in upper case.
                if (!char.IsAsciiLetterLower(key)) Add(ApkCodes.UnknownField, line, "a field that apk databases do not have");
                break;
        }
    }

    private void Directory(ReadOnlySpan<byte> value, int line)
    {
        if (DatabasePath.Normalize(Text(value)) is { } path && !value.StartsWith("/"u8) && TakeEntry(line)) record.AddDirectory(path);
        else Add(ApkCodes.BadValue, line, "'F:' is not a plain relative path");
    }

    private void File(ReadOnlySpan<byte> value, int line)
    {
        var name = Text(value);
        if (!record.HasDirectory) Add(ApkCodes.BadValue, line, "'R:' stands before a directory");
        else if (name.Contains('/', StringComparison.Ordinal) || DatabasePath.Normalize(name) is null or "") Add(ApkCodes.BadValue, line, "'R:' is not a file name");
        else if (TakeEntry(line)) record.AddFile(name, line);
    }

    private void DirectoryPermissions(ReadOnlySpan<byte> value, int line)
    {
        if (record.IsInTopDirectory)
        {
            isForbidden = true;
            Add(ApkCodes.TopDirectoryPermissions, line, "'M:' gives permissions to the root directory");
        }
        else if (Permissions(value) is not { } permissions || !record.SetDirectoryPermissions(permissions))
        {
            Add(ApkCodes.BadValue, line, "'M:' is not uid:gid:mode after a directory");
        }
    }

    private bool TakeEntry(int line)
    {
        if (++entries <= limits.MaxItems) return true;
        isForbidden = true;
        Add(ApkCodes.TooMany, line, $"more than {limits.MaxItems} files and directories");
        return false;
    }

    private void Finish()
    {
        if (record.IsEmpty) return;
        var package = record.Finish(document);
        if (package.Name.Length == 0) Add(ApkCodes.MissingField, package.Locator.Line ?? 0, "a record has no name (P:)");
        else packages.Add(package);
        if (package.Name.Length > 0 && !IsName(package.Name)) Add(ApkCodes.BadValue, package.Locator.Line ?? 0, "'P:' holds characters that names don't have");
        if (package.Version.Length == 0) Add(ApkCodes.MissingField, package.Locator.Line ?? 0, $"'{package.Name}' has no version (V:)");
        foreach (var (key, line) in record.BadNumbers) Add(ApkCodes.BadValue, line, $"'{key}:' is not a number");
        if (record.HasBadChecksum) Add(ApkCodes.BadValue, package.Locator.Line ?? 0, $"'C:' of '{package.Name}' is not a Q1 or Q2 checksum");
        record.Clear();
    }

    private void Add(DiagnosticCode code, int line, string message) => defects.Add(code, new Locator(document, Line: line), message);

    private static string Text(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value);

    private static bool IsName(string name) =>
        char.IsAsciiLetterOrDigit(name[0]) && name.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-") < 0;

    /// <summary><c>uid:gid:octal-mode</c>, perhaps with the checksum of extended attributes behind.</summary>
    private static (long Uid, long Gid, int Mode)? Permissions(ReadOnlySpan<byte> value)
    {
        var first = value.IndexOf((byte)':');
        var second = first < 0 ? -1 : value[(first + 1)..].IndexOf((byte)':');
        if (second < 0) return null;
        if (!Utf8Parser.TryParse(value[..first], out uint uid, out var used) || used != first) return null;
        if (!Utf8Parser.TryParse(value.Slice(first + 1, second), out uint gid, out used) || used != second) return null;
        var octal = value[(first + second + 2)..];
        var third = octal.IndexOf((byte)':');
        if (third >= 0) octal = octal[..third];
        if (octal.Length is 0 or > 6 || octal.IndexOfAnyExceptInRange((byte)'0', (byte)'7') >= 0) return null;
        var mode = 0;
        foreach (var digit in octal) mode = (mode << 3) | (digit - '0');
        return (uid, gid, mode & 0xFFF);
    }
}
