using System.Collections.Frozen;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>One ELF file as rules see it: read once, symbols indexed once. Good only while it is looked into: nothing found may hold on to its bytes.</summary>
public sealed class ModuleSubject
{
    private readonly FrozenSet<string> defined;
    private readonly FrozenSet<string> imported;
    private readonly List<Defect> unread = [];
    private bool? isStub;
    private bool? namesCryptoFiles;

    internal ModuleSubject(ElfFile elf)
    {
        Elf = elf;
        var (own, foreign) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var symbol in elf.Symbols(ModuleRules.Symbols)) (symbol.IsDefined ? own : foreign).Add(symbol.Name);

        (defined, imported) = (own.ToFrozenSet(StringComparer.Ordinal), foreign.ToFrozenSet(StringComparer.Ordinal));
    }

    public ElfFile Elf { get; }

    /// <summary>What rules met and could not read; whole once every rule was asked.</summary>
    internal IReadOnlyList<Defect> Unread => unread;

    public bool IsStub => isStub ??= SampleStub.IsMarked(Elf);

    /// <summary>Whether its data holds <c>crypto/</c>, with which paths of cryptographic sources and packages begin: one search where most rules need no more.</summary>
    public bool NamesCryptoFiles => namesCryptoFiles ??= EmbeddedText.Holds(Elf, "crypto/"u8);

    /// <summary>Whether the file defines a symbol that <see cref="ModuleRules.Symbols"/> lists.</summary>
    public bool Defines(string symbol) => defined.Contains(symbol);

    /// <summary>Whether the file uses a symbol of another file that <see cref="ModuleRules.Symbols"/> lists.</summary>
    public bool Imports(string symbol) => imported.Contains(symbol);

    /// <summary>A rule knows the file as its own and can't read what is in it: that becomes a gap, because cryptography may be there unseen.</summary>
    /// <param name="place">The section or table.</param>
    internal void Report(DiagnosticCode code, string place, string why) => unread.Add(new Defect(code, new Locator("", Pointer: place), why));

    /// <summary>Whether it links a library whose name starts so.</summary>
    public bool Needs(string prefix) => Elf.Dynamic.Needed.Any(name => name.StartsWith(prefix, StringComparison.Ordinal));
}
