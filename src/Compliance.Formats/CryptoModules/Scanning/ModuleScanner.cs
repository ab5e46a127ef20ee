using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Formats.CryptoModules.Elf;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>Looks once into a file of an image. Never throws for what a stranger wrote; time and memory are bounded by the file.</summary>
public static partial class ModuleScanner
{
    /// <summary>Longer scripts are read up to here.</summary>
    private const int MaxScriptBytes = 1 << 20;

    private const int MaxLines = 20;

    /// <summary>Whether a file that begins so is looked into.</summary>
    public static bool IsFor(ReadOnlySpan<byte> first) => ElfReader.HasMagic(first) || first.StartsWith("#!"u8);

    /// <summary>Null when the file is neither program, library nor script.</summary>
    /// <param name="beside">Gives the bytes of small files of the same folder by name: integrity values of NSS.</param>
    public static ScannedFile? Scan(string path, Digest sha256, ByteSource bytes, Func<string, ReadOnlyMemory<byte>?>? beside = null)
    {
        var first = bytes.Slice(0, 4).Span;
        if (first.StartsWith("#!"u8)) return new ScannedFile(path, sha256, null, Script(bytes), []);
        return ElfReader.Read(bytes, path).TryGet(out var elf) ? Scan(path, sha256, elf, beside) : null;
    }

    private static ScannedFile Scan(string path, Digest sha256, ElfFile elf, Func<string, ReadOnlyMemory<byte>?>? beside)
    {
        var subject = new ModuleSubject(path, elf, beside);
        var isStatic = elf is { Interpreter: "", Dynamic.Needed.IsEmpty: true, Type: 2 or 3 } && elf.Dynamic.Soname.Length == 0;
        return new ScannedFile(
            path,
            sha256,
            new ScannedElf(
                elf.Machine,
                elf.Dynamic.Soname,
                elf.Dynamic.Needed,
                elf.Dynamic.Runpath.Length > 0 ? elf.Dynamic.Runpath : elf.Dynamic.Rpath,
                elf.Interpreter,
                isStatic || ModuleRules.Loaders.Any(subject.Imports),
                subject.Imports("dlopen") || subject.Imports("dlmopen") ? Opens(subject) : []),
            null,
            [.. ModuleRules.All.SelectMany(rule => rule.Find(subject))]);
    }

    private static ImmutableArray<string> Opens(ModuleSubject subject) =>
        [.. new[] { "libcrypto.so", "libssl.so" }.Where(name => !subject.Needs(name) && EmbeddedText.Holds(subject.Elf, Encoding.ASCII.GetBytes(name)))];

    private static ScannedScript Script(ByteSource bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes.Slice(0, MaxScriptBytes).Span).Split('\n');
        var touches = ImmutableArray.CreateBuilder<ScriptLine>();
        for (var index = 1; index < lines.Length && touches.Count < MaxLines; index++)
        {
            var text = lines[index].Trim();
            if (!text.StartsWith('#') && Deciding().IsMatch(text)) touches.Add(new ScriptLine(index + 1, text.Length > 200 ? text[..200] : text));
        }

        var interpreter = lines[0][2..].Trim();
        return new ScannedScript(interpreter.Length > 200 ? interpreter[..200] : interpreter, touches.ToImmutable());
    }

    [GeneratedRegex(@"\b(OPENSSL_CONF|OPENSSL_CONF_INCLUDE|OPENSSL_MODULES|OPENSSL_FORCE_FIPS_MODE|OPENSSL_FIPS|GODEBUG|NSS_FIPS|LIBGCRYPT_FORCE_FIPS_MODE|JAVA_TOOL_OPTIONS)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Deciding();
}
