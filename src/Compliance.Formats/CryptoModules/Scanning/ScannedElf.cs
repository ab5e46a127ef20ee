using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>What the dynamic loader and a reader of the load graph need of an ELF file.</summary>
/// <param name="Machine"><c>e_machine</c>.</param>
/// <param name="Soname">Empty when absent.</param>
/// <param name="Needed"><c>DT_NEEDED</c> in order.</param>
/// <param name="SearchPath"><c>DT_RUNPATH</c>, else <c>DT_RPATH</c>; empty when absent.</param>
/// <param name="SearchIsInherited">The search path is <c>DT_RPATH</c>, which holds for what the file loads, too.</param>
/// <param name="IsObject">A relocatable object: a linker takes it, nothing starts it.</param>
/// <param name="Interpreter">Empty for libraries and static programs.</param>
/// <param name="LoadsMore">Imports a function that loads a library by name or starts a program (<c>dlopen</c>, <c>execve</c> …), or is static, so that what it loads is not all in <paramref name="Needed"/>.</param>
/// <param name="Opens">Beginnings of names of cryptographic libraries that the file holds as text beside its use of <c>dlopen</c>, such as <c>libssl.so</c>, sorted: .NET loads OpenSSL so, NSS its own parts.</param>
public sealed record ScannedElf(
    int Machine, string Soname, ImmutableArray<string> Needed, string SearchPath, bool SearchIsInherited, bool IsObject, string Interpreter, bool LoadsMore, ImmutableArray<string> Opens);
