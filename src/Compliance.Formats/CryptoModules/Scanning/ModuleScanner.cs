using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Java;
using Compliance.Formats.CryptoModules.Loading;
using Compliance.Formats.Packages.Languages;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>Looks once into a file of an image. Never throws for what a stranger wrote; time and memory are bounded by the file.</summary>
public static class ModuleScanner
{
    /// <summary>Whether a file of this name that begins so is looked into. Java reads an archive from its end: what it begins with decides nothing.</summary>
    public static bool IsFor(ReadOnlySpan<char> path, ReadOnlySpan<byte> first) => ElfReader.HasMagic(first) || first.StartsWith("#!"u8) || IsArchive(path);

    /// <summary>Whether a file of this name is looked into as a Java archive.</summary>
    public static bool IsArchive(ReadOnlySpan<char> path) => JarScanner.IsArchive(path);

    /// <summary>How many bytes of a file that begins so are needed at most: the whole of a program or archive, the start of a script.</summary>
    public static long NeededBytes(ReadOnlySpan<byte> first, bool isArchive) => first.StartsWith("#!"u8) && !isArchive ? ScriptReader.MaxBytes : long.MaxValue;

    /// <summary>Null when the file is neither program, library, script nor a Java archive. Nothing of the result holds on to the bytes but <see cref="FoundModule.Recipe"/>.</summary>
    /// <param name="isArchive">What <see cref="IsArchive"/> says of its name. A script may stand before an archive.</param>
    public static ScannedContent? Scan(ByteSource bytes, bool isArchive)
    {
        var first = bytes.Slice(0, 4).Span;
        var script = first.StartsWith("#!"u8) ? ScriptReader.Read(bytes) : null;
        if (ElfReader.HasMagic(first)) return Scan(ElfReader.Read(bytes, ""));
        return isArchive ? JarScanner.Scan(bytes, script) : script is null ? null : new ScannedContent(null, script, [], []);
    }

    private static ScannedContent Scan(Reading<ElfFile> reading)
    {
        if (!reading.TryGet(out var elf)) return new ScannedContent(null, null, [], [new Defect(CryptoModuleDiagnostics.ProgramDamaged, new Locator(""), reading.Defects[0].Message)]);
        var content = Scan(elf, out var unread);
        return content with { Unread = [.. Damage(elf, reading.Defects).Concat(unread)] };
    }

    /// <summary>What of a program was not read, in one gap. A damaged note hides no cryptography.</summary>
    internal static IEnumerable<Defect> Damage(ElfFile elf, ImmutableArray<Defect> defects)
    {
        var damage = defects.FirstOrDefault(defect => defect.Code != CryptoModuleDiagnostics.ElfNote);
        if (damage is not null) return [new Defect(CryptoModuleDiagnostics.ProgramDamaged, new Locator("", damage.Locator.Offset), damage.Message)];
        return elf.IsCutOff ? [new Defect(CryptoModuleDiagnostics.ProgramDamaged, new Locator(""), "its tables name more than the file can hold; the rest was not read")] : [];
    }

    private static ScannedContent Scan(ElfFile elf, out IReadOnlyList<Defect> unread)
    {
        var subject = new ModuleSubject(elf);
        var isStatic = elf is { Interpreter: "", Dynamic.Needed.IsEmpty: true, Type: 2 or 3 } && elf.Dynamic.Soname.Length == 0;
        var modules = ModuleRules.All.SelectMany(rule => rule.Find(subject)).ToImmutableArray();
        if (elf.Type == 1) modules = [.. modules.Select(module => module with { Activation = null, ActivationReason = "an object file: what it is linked into decides" })];
        unread = subject.Unread;
        return new ScannedContent(
            new ScannedElf(
                elf.Machine,
                elf.Dynamic.Soname,
                elf.Dynamic.Needed,
                elf.Dynamic.Runpath.Length > 0 ? elf.Dynamic.Runpath : elf.Dynamic.Rpath,
                elf.Dynamic is { Runpath: "", Rpath.Length: > 0 },
                elf.Type == 1,
                elf.Interpreter,
                isStatic || ModuleRules.Loaders.Any(subject.Imports),
                subject.Imports("dlopen") || subject.Imports("dlmopen") ? OpenedLibraries.Of(subject) : []),
            null,
            modules,
            [])
        {
            Packages = LinkedPackages.Of(elf),
        };
    }
}
