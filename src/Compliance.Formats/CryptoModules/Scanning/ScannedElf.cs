using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>What the dynamic loader and a reader of the load graph need of an ELF file.</summary>
/// <param name="Machine"><c>e_machine</c>.</param>
/// <param name="Soname">Empty when absent.</param>
/// <param name="Needed"><c>DT_NEEDED</c> in order.</param>
/// <param name="SearchPath"><c>DT_RUNPATH</c>, else <c>DT_RPATH</c>; empty when absent.</param>
/// <param name="Interpreter">Empty for libraries and static programs.</param>
/// <param name="LoadsMore">Imports a function that loads a library by name or starts a program (<c>dlopen</c>, <c>execve</c> …), or is static, so that what it loads is not all in <paramref name="Needed"/>.</param>
/// <param name="Opens">Beginnings of library names that the file holds as text beside its use of <c>dlopen</c>, such as <c>libssl.so</c>: .NET loads OpenSSL so.</param>
public sealed record ScannedElf(int Machine, string Soname, ImmutableArray<string> Needed, string SearchPath, string Interpreter, bool LoadsMore, ImmutableArray<string> Opens);
