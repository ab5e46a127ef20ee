using System.Collections.Frozen;
using Compliance.Formats.CryptoModules.Elf;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>One ELF file as rules see it: read once, symbols indexed once.</summary>
public sealed class ModuleSubject
{
    private readonly FrozenSet<string> defined;
    private readonly FrozenSet<string> imported;
    private readonly Func<string, ReadOnlyMemory<byte>?>? beside;
    private bool? isStub;

    internal ModuleSubject(string path, ElfFile elf, Func<string, ReadOnlyMemory<byte>?>? beside)
    {
        (Path, Elf, this.beside) = (path, elf, beside);
        var (own, foreign) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var symbol in elf.Symbols())
        {
            if (ModuleRules.Symbols.Contains(symbol.Name)) (symbol.IsDefined ? own : foreign).Add(symbol.Name);
        }

        (defined, imported) = (own.ToFrozenSet(StringComparer.Ordinal), foreign.ToFrozenSet(StringComparer.Ordinal));
    }

    public string Path { get; }

    /// <summary>The last name of the path.</summary>
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    public ElfFile Elf { get; }

    public bool IsStub => isStub ??= SampleStub.IsMarked(Elf);

    /// <summary>The bytes of another file of the same folder; null when there is none at hand.</summary>
    public ReadOnlyMemory<byte>? Beside(string fileName) => beside?.Invoke(fileName);

    /// <summary>Whether the file defines a symbol that <see cref="ModuleRules.Symbols"/> lists.</summary>
    public bool Defines(string symbol) => defined.Contains(symbol);

    /// <summary>Whether the file uses a symbol of another file that <see cref="ModuleRules.Symbols"/> lists.</summary>
    public bool Imports(string symbol) => imported.Contains(symbol);

    /// <summary>Whether it links a library whose name starts so.</summary>
    public bool Needs(string prefix) => Elf.Dynamic.Needed.Any(name => name.StartsWith(prefix, StringComparison.Ordinal));
}
