using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Dpkg;

/// <summary>
/// The files beside a dpkg database that say which files packages own: <c>info/*.list</c>, <c>info/*.md5sums</c> (and <c>status.d/*.md5sums</c>),
/// <c>diversions</c>. Lines that can't be read are defects and left out.
/// </summary>
public static class DpkgFiles
{
    /// <summary>Paths of a <c>.list</c>, relative to the root, in the file's order; the root itself is left out.</summary>
    public static Reading<ImmutableArray<string>> ReadList(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (TooLarge<string>(bytes, document, limits) is { } refused) return refused;
        var defects = new DefectCollector(limits);
        var paths = ImmutableArray.CreateBuilder<string>();
        var lines = new TextLines(bytes.Span);
        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty) continue;
            var path = lines.Current.SequenceEqual("/."u8) ? "" : DatabasePath.Normalize(lines.Current);
            if (path is null || lines.Current[0] != '/') defects.Add(DpkgCodes.BadPath, new Locator(document, Line: lines.Number), "not a plain absolute path");
            else if (path.Length > 0) paths.Add(path);
            if (paths.Count > limits.MaxItems) return Readings.Reject<ImmutableArray<string>>(DpkgCodes.TooMany, new Locator(document), $"more than {limits.MaxItems} paths");
        }

        return Readings.Accept(paths.ToImmutable(), defects.ToImmutable());
    }

    /// <summary>Lines of 32 hexadecimal characters, two spaces and a path.</summary>
    public static Reading<ImmutableArray<DpkgFileSum>> ReadSums(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (TooLarge<DpkgFileSum>(bytes, document, limits) is { } refused) return refused;
        var defects = new DefectCollector(limits);
        var sums = ImmutableArray.CreateBuilder<DpkgFileSum>();
        var lines = new TextLines(bytes.Span);
        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty) continue;
            if (Sum(lines.Current, lines.Number) is { } sum) sums.Add(sum);
            else defects.Add(DpkgCodes.BadSum, new Locator(document, Line: lines.Number), "not an MD5 value and a path");
            if (sums.Count > limits.MaxItems) return Readings.Reject<ImmutableArray<DpkgFileSum>>(DpkgCodes.TooMany, new Locator(document), $"more than {limits.MaxItems} files");
        }

        return Readings.Accept(sums.ToImmutable(), defects.ToImmutable());
    }

    /// <summary>Groups of three lines: from, to, package.</summary>
    public static Reading<ImmutableArray<DpkgDiversion>> ReadDiversions(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (TooLarge<DpkgDiversion>(bytes, document, limits) is { } refused) return refused;
        var defects = new DefectCollector(limits);
        var diversions = ImmutableArray.CreateBuilder<DpkgDiversion>();
        var group = new List<string>(3);
        var lines = new TextLines(bytes.Span);
        while (lines.MoveNext())
        {
            group.Add(Encoding.UTF8.GetString(lines.Current));
            if (group.Count < 3) continue;
            var (from, to) = (DatabasePath.Normalize(group[0]), DatabasePath.Normalize(group[1]));
            if (from is null or "" || to is null or "") defects.Add(DpkgCodes.BadDiversion, new Locator(document, Line: lines.Number - 2), "a diversion is not two plain paths and a package");
            else diversions.Add(new DpkgDiversion(from, to, group[2]));
            group.Clear();
        }

        if (group.Count > 0) defects.Add(DpkgCodes.BadDiversion, new Locator(document, Line: lines.Number), "the last diversion is not complete");
        return Readings.Accept(diversions.ToImmutable(), defects.ToImmutable());
    }

    private static DpkgFileSum? Sum(ReadOnlySpan<byte> line, int number)
    {
        if (line.Length < 35 || line[32] != ' ' || line[..32].IndexOfAnyExcept("0123456789abcdefABCDEF"u8) >= 0) return null;
        var name = line[33] is (byte)' ' or (byte)'*' ? line[34..] : line[33..];
        var path = DatabasePath.Normalize(name);
        return string.IsNullOrEmpty(path) ? null : new DpkgFileSum(path, Encoding.ASCII.GetString(line[..32]).ToLowerInvariant(), number);
    }

    private static Reading<ImmutableArray<T>>? TooLarge<T>(ReadOnlyMemory<byte> bytes, string document, Limits limits) => bytes.Length <= limits.MaxDocumentBytes
        ? null
        : Readings.Reject<ImmutableArray<T>>(DpkgCodes.TooLarge, new Locator(document), $"{bytes.Length} bytes are more than the {limits.MaxDocumentBytes} allowed");
}
