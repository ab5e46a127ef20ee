using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Boring;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Go;
using Compliance.Formats.CryptoModules.Libraries;
using Compliance.Formats.CryptoModules.Nss;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Formats.CryptoModules.Rust;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>All rules, in the order in which they are asked.</summary>
public static class ModuleRules
{
    /// <summary>Functions through which a program loads what its <c>DT_NEEDED</c> does not name, or starts another program.</summary>
    internal static readonly string[] Loaders =
    [
        "dlopen", "dlmopen", "execve", "execv", "execvp", "execvpe", "execl", "execlp", "execle", "execveat", "fexecve", "posix_spawn", "posix_spawnp", "system", "popen",
    ];

    public static ImmutableArray<IModuleRule> All { get; } =
    [
        new OpenSslLibraryRule(), new VendoredOpenSslRule(), new BoringCryptoRule(), new GoRule(), new NssRule(), new KnownLibraryRule(), new RustRule(),
    ];

    /// <summary>Every symbol that a rule or the load graph asks for.</summary>
    internal static ElfNames Symbols { get; } = new(All.SelectMany(rule => rule.Symbols).Concat(Loaders));
}
