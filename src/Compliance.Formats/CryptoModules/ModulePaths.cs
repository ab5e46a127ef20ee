namespace Compliance.Formats.CryptoModules;

/// <summary>
/// Which paths are those of cryptographic modules by their names alone. The count of such files is what the list of modules found is held against:
/// a module by its name that the list does not have is a gap.
/// </summary>
public static class ModulePaths
{
    public static bool IsModule(ReadOnlySpan<char> path) => IsProvider(path) || IsOpenSslLibrary(path);

    /// <summary><c>**/ossl-modules/*.so</c>.</summary>
    public static bool IsProvider(ReadOnlySpan<char> path)
    {
        var slash = path.LastIndexOf('/');
        return slash >= 0 && path[slash..].EndsWith(".so", StringComparison.Ordinal)
            && (path[..slash].EndsWith("/ossl-modules", StringComparison.Ordinal) || path[..slash].SequenceEqual("ossl-modules"));
    }

    /// <summary><c>libcrypto.so*</c>, and <c>libcrypto-*.so*</c> as repaired wheels have it.</summary>
    public static bool IsOpenSslLibrary(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (!name.StartsWith("libcrypto", StringComparison.Ordinal)) return false;
        var rest = name["libcrypto".Length..];
        return IsShared(rest) || (rest.StartsWith("-", StringComparison.Ordinal) && rest.IndexOf(".so", StringComparison.Ordinal) is var at and > 0 && IsShared(rest[at..]));
    }

    /// <summary>Files beside a library that hold its integrity value: NSS <c>lib*.chk</c>.</summary>
    public static bool IsIntegrityValue(ReadOnlySpan<char> path) =>
        path.EndsWith(".chk", StringComparison.Ordinal) && path[(path.LastIndexOf('/') + 1)..].StartsWith("lib", StringComparison.Ordinal);

    /// <summary><c>.so</c> or <c>.so.</c> and a version.</summary>
    private static bool IsShared(ReadOnlySpan<char> rest) =>
        rest.StartsWith(".so", StringComparison.Ordinal) && (rest.Length == 3 || (rest[3] == '.' && rest.Length > 4 && char.IsAsciiDigit(rest[4])));
}
