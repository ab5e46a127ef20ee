using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>What the dynamic loader reads (gABI, "Dynamic Section"): from the segment that it uses, not from sections, which it ignores.</summary>
/// <param name="Needed"><c>DT_NEEDED</c> in file order.</param>
/// <param name="Soname"><c>DT_SONAME</c>; empty when absent.</param>
/// <param name="Rpath"><c>DT_RPATH</c>, colon-separated; empty when absent.</param>
/// <param name="Runpath"><c>DT_RUNPATH</c>, colon-separated; empty when absent.</param>
public sealed record ElfDynamic(ImmutableArray<string> Needed, string Soname, string Rpath, string Runpath)
{
    public static ElfDynamic None { get; } = new([], "", "", "");
}
