using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Benchmarks;
using Compliance.Policy.HumanEvidence;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Auditing;

/// <summary>A folder of human evidence: records, imports under <c>benchmarks/</c>, bytes by digest under <c>content/</c>. Anything else in it is not read.</summary>
internal static class EvidenceFolder
{
    private const int MaxFiles = 5_000;
    private const long MaxFileBytes = 64L << 20;
    private const long MaxTotalBytes = 512L << 20;
    private const string Signature = ".p7s";

    /// <summary>Null where no folder is named.</summary>
    /// <exception cref="VerbFailure">There is no such folder, it is too large, or a record is none.</exception>
    public static ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? Read(string? folder, Limits limits)
    {
        if (folder is null) return null;
        if (!Directory.Exists(folder)) throw new VerbFailure(ExitCodes.UnreadableInput, $"the evidence folder {folder} does not exist", "make one: compliance evidence add");
        var names = Names(folder).Take(MaxFiles + 1).ToArray();
        if (names.Length > MaxFiles) throw new VerbFailure(ExitCodes.UnreadableInput, $"{folder} has more than {MaxFiles} files");
        var files = ImmutableArray.CreateBuilder<(string Path, ReadOnlyMemory<byte> Bytes)>();
        var total = 0L;
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(folder, name);
            var size = new FileInfo(file).Length;
            if (size > MaxFileBytes || (total += size) > MaxTotalBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} makes the folder larger than is packed", "at most 64 MiB a file, 512 MiB in all");
            files.Add((name, File.ReadAllBytes(file)));
        }

        ImmutableArray<Defect> defects = [.. files.SelectMany(file => Defects(file.Path, file.Bytes, limits))];
        return defects.IsEmpty ? files.ToImmutable() : throw VerbFailure.Unreadable("a record of evidence", defects, "what it may say: compliance help evidence");
    }

    private static IEnumerable<string> Names(string folder)
    {
        var records = Directory.EnumerateFiles(folder).Select(Path.GetFileName).Where(name => name!.EndsWith(EvidenceRecord.Extension, StringComparison.Ordinal) || name.EndsWith(Signature, StringComparison.Ordinal));
        return records.Concat(Below(folder, BenchmarkImport.Folder, name => name.EndsWith(BenchmarkImport.Extension, StringComparison.Ordinal)))
            .Concat(Below(folder, EvidenceRecord.ContentFolder, name => name.Length == 64 && name.All(char.IsAsciiHexDigitLower)))!;
    }

    private static IEnumerable<string> Below(string folder, string sub, Func<string, bool> isRead)
    {
        var path = Path.Combine(folder, sub);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Where(isRead).Select(name => sub + name) : [];
    }

    private static IEnumerable<Defect> Defects(string path, ReadOnlyMemory<byte> bytes, Limits limits)
    {
        if (path.StartsWith(EvidenceRecord.ContentFolder, StringComparison.Ordinal) || path.EndsWith(Signature, StringComparison.Ordinal)) return [];
        return path.StartsWith(BenchmarkImport.Folder, StringComparison.Ordinal) ? BenchmarkImport.Read(bytes, path, limits).Defects : EvidenceRecord.Read(bytes, path, limits).Defects;
    }
}
