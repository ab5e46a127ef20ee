namespace Compliance.Formats.CryptoModules;

/// <summary>
/// Which paths are those of cryptographic modules by their names alone. The count of such files is what the list of modules found is held against:
/// a module by its name that the list does not have is a gap.
/// </summary>
public static class ModulePaths
{
    public static bool IsModule(ReadOnlySpan<char> path) => IsProvider(path) || IsOpenSslLibrary(path) || CarriesIntegrityValue(path);

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

    /// <summary>Files beside a library that hold its integrity value: NSS <c>lib*.chk</c>, hidden <c>.lib*.hmac</c> of others.</summary>
    public static bool IsIntegrityValue(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return (name.StartsWith("lib", StringComparison.Ordinal) && name.EndsWith(".chk", StringComparison.Ordinal))
            || (name.StartsWith(".lib", StringComparison.Ordinal) && name.EndsWith(".hmac", StringComparison.Ordinal));
    }

    /// <summary>
    /// Whether a file of this name carries an integrity value, whatever it holds: a FIPS provider and the libraries of NSS. What the list of
    /// modules with such a value is held against.
    /// </summary>
    public static bool CarriesIntegrityValue(ReadOnlySpan<char> path)
    {
        if (IsProvider(path) && path[(path.LastIndexOf('/') + 1)..] is "fips.so") return true;
        return path[(path.LastIndexOf('/') + 1)..] is "libsoftokn3.so" or "libfreebl3.so" or "libfreeblpriv3.so" or "libnssdbm3.so";
    }

    /// <summary><c>.so</c> or <c>.so.</c> and a version.</summary>
    private static bool IsShared(ReadOnlySpan<char> rest) =>
        rest.StartsWith(".so", StringComparison.Ordinal) && (rest.Length == 3 || (rest[3] == '.' && rest.Length > 4 && char.IsAsciiDigit(rest[4])));
}
