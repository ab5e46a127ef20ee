using System.Collections.Immutable;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Acquisition;
using Compliance.Formats.Reading;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Library;
using Compliance.Reporting.Templates;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Auditing;

/// <summary>Reads what the caller names beside the image and refuses it early, with places, when it is wrong.</summary>
internal static class CallerFiles
{
    private const long MaxTrustBytes = 16L << 20;
    private const int MaxWaiverFiles = 2_000;

    public static AuditInputs Read(string? trustFolder, IReadOnlyList<string> sboms, string? systemFile, Limits limits) =>
        new(ReadTrust(trustFolder, limits), ReadSboms(sboms, limits), ReadSystem(systemFile, limits));

    public static ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? ReadTrust(string? folder, Limits limits)
    {
        if (folder is null) return null;
        if (!Directory.Exists(folder)) throw new VerbFailure(ExitCodes.UnreadableInput, $"the trust folder {folder} does not exist", "what belongs in it: compliance help keys");
        ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)> files =
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Take(TrustPolicies.MaxEntries + 1)
                .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), (ReadOnlyMemory<byte>)ReadBounded(file, MaxTrustBytes))),
        ];
        var reading = TrustPolicies.Read(files.Select(file => new TrustFile(file.Path, file.Bytes)), folder, limits);
        return reading.TryGet(out _) ? files : throw VerbFailure.Unreadable("the trust folder", reading.Defects);
    }

    public static ReportTemplate? ReadTemplate(string? file, Limits limits)
    {
        if (file is null) return null;
        var reading = ReportTemplates.Read(ReadBounded(file, limits.MaxYamlBytes), file, limits);
        return reading.TryGet(out var template) ? template : throw VerbFailure.Unreadable("the report template", reading.Defects, "start from templates/assessment.yaml");
    }

    private static ImmutableArray<(string Name, ReadOnlyMemory<byte> Bytes)> ReadSboms(IReadOnlyList<string> files, Limits limits)
    {
        var named = files.Select(file => (Name: Path.GetFileName(file), Bytes: (ReadOnlyMemory<byte>)ReadBounded(file, limits.MaxDocumentBytes))).ToImmutableArray();
        var twice = named.GroupBy(file => file.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? named : throw new VerbFailure(ExitCodes.Usage, $"two SBOM files are named {twice.Key}", "give them different names: the package lists them by name");
    }

    private static ReadOnlyMemory<byte>? ReadSystem(string? file, Limits limits)
    {
        if (file is null) return null;
        var bytes = ReadBounded(file, limits.MaxDocumentBytes);
        var reading = SystemFile.Read(bytes, file, limits);
        return reading.TryGet(out _) ? bytes : throw VerbFailure.Unreadable("the system file", reading.Defects, "what it may say: compliance help system");
    }

    /// <summary>A node inventory; null when none is named.</summary>
    public static ReadOnlyMemory<byte>? ReadNodes(string? file, Limits limits)
    {
        if (file is null) return null;
        var bytes = ReadBounded(file, limits.MaxYamlBytes);
        var reading = NodeInventory.Read(bytes, file, limits);
        return reading.TryGet(out _) ? bytes : throw VerbFailure.Unreadable("the node inventory", reading.Defects, "what it may say: compliance help system");
    }

    /// <summary>Waivers of a folder with the signatures beside them; null where there is no folder.</summary>
    /// <param name="folder">As named by the caller; null for <c>waivers/</c> beside the system file, where there may be none.</param>
    public static ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? ReadWaivers(string? folder, string? systemFile, Limits limits)
    {
        if (folder is null)
        {
            var beside = systemFile is null ? null : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(systemFile))!, "waivers");
            if (beside is null || !Directory.Exists(beside)) return null;
            folder = beside;
        }

        if (!Directory.Exists(folder)) throw new VerbFailure(ExitCodes.UnreadableInput, $"the waivers folder {folder} does not exist", "what belongs in it: compliance help exceptions");
        var strange = Directory.EnumerateFiles(folder, "*.yml").FirstOrDefault();
        if (strange is not null) throw new VerbFailure(ExitCodes.UnreadableInput, $"{strange} is read by nobody", "waivers end in .yaml");
        ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)> files =
        [
            .. Directory.EnumerateFiles(folder).Where(file => file.EndsWith(Waiver.Extension, StringComparison.Ordinal) || file.EndsWith(Waiver.SignatureExtension, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).Take(MaxWaiverFiles + 1).Select(file => (Path.GetFileName(file), (ReadOnlyMemory<byte>)ReadBounded(file, limits.MaxYamlBytes))),
        ];
        if (files.Length > MaxWaiverFiles) throw new VerbFailure(ExitCodes.UnreadableInput, $"{folder} has more than {MaxWaiverFiles} files");
        ImmutableArray<Defect> defects = [.. files.Where(file => file.Path.EndsWith(Waiver.Extension, StringComparison.Ordinal)).SelectMany(file => Waiver.Read(file.Bytes, Path.Combine(folder, file.Path).Replace('\\', '/'), limits).Defects)];
        return defects.IsEmpty ? files : throw VerbFailure.Unreadable("a waiver", defects, "what it may say: compliance help exceptions");
    }

    private static byte[] ReadBounded(string file, long maxBytes)
    {
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}");
        return new FileInfo(file).Length <= maxBytes
            ? File.ReadAllBytes(file)
            : throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} has more than {maxBytes} bytes");
    }
}
