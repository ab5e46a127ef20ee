using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Packages.Languages;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Java;

/// <summary>
/// Cryptographic providers inside jars, wars and ears: known by the classes that register them, nested jars and native libraries included. At most
/// <see cref="MaxDepth"/> levels and <see cref="MaxUnpackedBytes"/> unpacked bytes a file; what lies beyond, or can't be read, is reported.
/// </summary>
internal sealed class JarScanner
{
    private const int MaxDepth = 3;
    private const int MaxNestedBytes = 64 << 20;
    private const int MaxSmallBytes = 1 << 20;
    private const int MaxModules = 200;
    private const int MaxUnread = 50;
    private const int MaxPackages = 10_000;
    private const long MaxUnpackedBytes = 512L << 20;

    private readonly List<FoundModule> found = [];
    private readonly List<LanguagePackage> packages = [];
    private readonly List<Defect> unread = [];
    private long unpacked;

    public static bool IsArchive(ReadOnlySpan<char> path) =>
        path.EndsWith(".jar", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".war", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ear", StringComparison.OrdinalIgnoreCase);

    /// <param name="script">What stands before the archive, already read; null for most.</param>
    public static ScannedContent Scan(ByteSource bytes, ScannedScript? script)
    {
        var scanner = new JarScanner();
        scanner.Visit("", bytes, 1);
        return new ScannedContent(
            null,
            script,
            [.. scanner.found.OrderBy(module => module.Evidence.FirstOrDefault(), StringComparer.Ordinal).ThenBy(module => module.Name, StringComparer.Ordinal)],
            [.. scanner.unread])
        {
            Packages = [.. scanner.packages.Distinct().OrderBy(package => package.Within, StringComparer.Ordinal).ThenBy(package => package.Purl, StringComparer.Ordinal)],
        };
    }

    private void Visit(string within, ByteSource source, int depth)
    {
        var contents = new JarContents();
        var nested = new List<JarEntry>();
        foreach (var entry in JarReader.Entries(source, why => Report(CryptoModuleDiagnostics.ArchiveUnread, within, why)))
        {
            contents.Add(entry);
            if (IsArchive(entry.Name) || entry.Name.EndsWith(".so", StringComparison.Ordinal)) nested.Add(entry);
        }

        Name(contents, within, source);
        if (contents.HasProvider) Add(within, JarProviders.Find(contents, within, entry => Unpack(source, within, entry, MaxSmallBytes)));
        foreach (var entry in nested)
        {
            if (unread.Count >= MaxUnread) return;
            var isArchive = IsArchive(entry.Name);
            if (isArchive && depth == MaxDepth) Report(CryptoModuleDiagnostics.ArchiveEntryUnread, Place(within, entry), "it lies deeper in archives than is looked into");
            else if (Unpack(source, within, entry, MaxNestedBytes) is { } bytes)
            {
                if (isArchive) Visit(Place(within, entry), ByteSource.Of(bytes), depth + 1);
                else if (ElfReader.HasMagic(bytes)) Library(Place(within, entry), bytes);
            }
        }
    }

    private void Name(JarContents contents, string within, ByteSource source)
    {
        var small = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (name, entry) in contents.Small)
        {
            if (Unpack(source, within, entry, MaxSmallBytes) is { } bytes) small[name] = bytes;
        }

        if (contents.IsCut || packages.Count > MaxPackages) Report(CryptoModuleDiagnostics.ArchiveUnread, within, "the file names more artifacts than are listed");
        else packages.AddRange(JarPackages.Of(small, within));
    }

    private void Library(string name, byte[] bytes)
    {
        var reading = ElfReader.Read(bytes, name);
        if (!reading.TryGet(out var elf))
        {
            Report(CryptoModuleDiagnostics.ProgramDamaged, name, reading.Defects[0].Message);
            return;
        }

        var subject = new ModuleSubject(elf);
        // What it would activate is decided where it is unpacked to, which is not seen here.
        Add(name, ModuleRules.All.SelectMany(rule => rule.Find(subject))
            .Select(module => module with { Evidence = module.Evidence.Insert(0, $"in {name}"), Libcrypto = null, Complete = null, WantsBytes = false }));
        foreach (var defect in subject.Unread.Concat(ModuleScanner.Damage(elf, reading.Defects))) Report(defect.Code, name, defect.Message);
    }

    private void Add(string place, IEnumerable<FoundModule> modules)
    {
        foreach (var module in modules)
        {
            if (found.Count < MaxModules)
            {
                found.Add(module);
                continue;
            }

            Report(CryptoModuleDiagnostics.ArchiveUnread, place, "the file holds more cryptographic modules than are listed");
            return;
        }
    }

    private byte[]? Unpack(ByteSource source, string within, JarEntry entry, int maxBytes)
    {
        var why = "the file holds more than is unpacked";
        var bytes = unpacked < MaxUnpackedBytes ? JarReader.Bytes(source, entry, maxBytes, out why) : null;
        unpacked += bytes?.Length ?? Math.Min(entry.PackedSize, maxBytes);
        if (bytes is null) Report(CryptoModuleDiagnostics.ArchiveEntryUnread, Place(within, entry), why);
        return bytes;
    }

    private static string Place(string within, JarEntry entry) => within.Length == 0 ? entry.Name : $"{within}!{entry.Name}";

    /// <summary>One gap says that something is unknown; some more say where.</summary>
    private void Report(DiagnosticCode code, string place, string why)
    {
        if (unread.Count < MaxUnread) unread.Add(new Defect(code, new Locator(place), why));
    }
}
