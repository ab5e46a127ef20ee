using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Java;
using Compliance.Formats.Packages.Languages;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>Looks once into a file of an image. Never throws for what a stranger wrote; time and memory are bounded by the file.</summary>
public static partial class ModuleScanner
{
    /// <summary>Longer scripts are read up to here.</summary>
    private const int MaxScriptBytes = 1 << 20;

    private const int MaxLines = 20;

    /// <summary>What every match of <see cref="Deciding"/> begins with.</summary>
    private static readonly SearchValues<string> Decisive =
        SearchValues.Create(["OPENSSL_", "GODEBUG", "NSS_FIPS", "LIBGCRYPT_FORCE_FIPS_MODE", "JAVA_TOOL_OPTIONS"], StringComparison.Ordinal);

    /// <summary>Whether a file of this name that begins so is looked into. Java reads an archive from its end: what it begins with decides nothing.</summary>
    public static bool IsFor(ReadOnlySpan<char> path, ReadOnlySpan<byte> first) => ElfReader.HasMagic(first) || first.StartsWith("#!"u8) || IsArchive(path);

    /// <summary>Whether a file of this name is looked into as a Java archive.</summary>
    public static bool IsArchive(ReadOnlySpan<char> path) => JarScanner.IsArchive(path);

    /// <summary>How many bytes of a file that begins so are needed at most: the whole of a program or archive, the start of a script.</summary>
    public static long NeededBytes(ReadOnlySpan<byte> first, bool isArchive) => first.StartsWith("#!"u8) && !isArchive ? MaxScriptBytes : long.MaxValue;

    /// <summary>Null when the file is neither program, library, script nor a Java archive. Nothing of the result holds on to the bytes but <see cref="FoundModule.Recipe"/>.</summary>
    /// <param name="isArchive">What <see cref="IsArchive"/> says of its name. A script may stand before an archive.</param>
    public static ScannedContent? Scan(ByteSource bytes, bool isArchive)
    {
        var first = bytes.Slice(0, 4).Span;
        var script = first.StartsWith("#!"u8) ? Script(bytes) : null;
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
        unread = subject.Unread;
        return new ScannedContent(
            new ScannedElf(
                elf.Machine,
                elf.Dynamic.Soname,
                elf.Dynamic.Needed,
                elf.Dynamic.Runpath.Length > 0 ? elf.Dynamic.Runpath : elf.Dynamic.Rpath,
                elf.Interpreter,
                isStatic || ModuleRules.Loaders.Any(subject.Imports),
                subject.Imports("dlopen") || subject.Imports("dlmopen") ? Opens(subject) : []),
            null,
            modules,
            [])
        {
            Packages = LinkedPackages.Of(elf),
        };
    }

    private static ImmutableArray<string> Opens(ModuleSubject subject) =>
        [.. new[] { "libcrypto.so", "libssl.so" }.Where(name => !subject.Needs(name) && EmbeddedText.Holds(subject.Elf, Encoding.ASCII.GetBytes(name)))];

    private static ScannedScript Script(ByteSource bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.Slice(0, MaxScriptBytes).Span).AsSpan();
        var end = text.IndexOf('\n');
        var interpreter = Cut((end < 0 ? text : text[..end])[2..].Trim());
        // Most scripts have none of the names: one search instead of many lines.
        return new ScannedScript(interpreter, end < 0 || !text.ContainsAny(Decisive) ? [] : Touches(text[(end + 1)..]));
    }

    private static ImmutableArray<ScriptLine> Touches(ReadOnlySpan<char> afterFirst)
    {
        var touches = ImmutableArray.CreateBuilder<ScriptLine>();
        var number = 1;
        foreach (var range in afterFirst.Split('\n'))
        {
            number++;
            var text = afterFirst[range].Trim();
            if (text.StartsWith('#') || !Deciding().IsMatch(text)) continue;
            touches.Add(new ScriptLine(number, Cut(text)));
            if (touches.Count == MaxLines) break;
        }

        return touches.ToImmutable();
    }

    private static string Cut(ReadOnlySpan<char> text) => (text.Length > 200 ? text[..200] : text).ToString();

    [GeneratedRegex(@"\b(OPENSSL_CONF|OPENSSL_CONF_INCLUDE|OPENSSL_MODULES|OPENSSL_FORCE_FIPS_MODE|OPENSSL_FIPS|GODEBUG|NSS_FIPS|LIBGCRYPT_FORCE_FIPS_MODE|JAVA_TOOL_OPTIONS)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Deciding();
}
