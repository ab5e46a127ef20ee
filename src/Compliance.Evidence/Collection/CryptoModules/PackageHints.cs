using System.Text.RegularExpressions;
using Compliance.Evidence.Collection.Files;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>
/// What the package that owns a module's file says by its name or version about streams: whether its distribution means the build of a certificate, an update stream, or neither. A hint for
/// people beside the certificate: names prove nothing, so no match follows from it. Names: Amazon Linux 2023 and 2027, the Red Hat family, Ubuntu Pro, Debian, Wolfi and Alpine.
/// </summary>
internal static partial class PackageHints
{
    /// <summary>Empty when no package of the system owns the file, or when its name says nothing.</summary>
    public static string Of(ImageEvidence image, string path, Limits limits) => SystemOwnership.Of(image, limits).Files.Find(path) is { } known ? Of(known.Owner) : "";

    /// <param name="owner">Name and version, a space between them.</param>
    internal static string Of(string owner)
    {
        var space = owner.IndexOf(' ', StringComparison.Ordinal);
        var (name, version) = space < 0 ? (owner, "") : (owner[..space], owner[(space + 1)..]);
        var says = name switch
        {
            "openssl-fips-provider-certified" or "openssl-fips-provider-certified-so" => "its name means the build of a certificate",
            "openssl-fips-provider-latest" => "its name means an update stream, not the build of a certificate",
            "openssl-fips-provider" or "openssl-fips-provider-so" => "the provider that its distribution keeps apart from the library's updates",
            // Debian's package of this name and Wolfi's share it; a version of Debian has a revision behind a hyphen, one of an apk a release behind -r.
            "openssl-provider-fips" when !ApkRelease().IsMatch(version) => "Debian builds it from its own release of OpenSSL, which nobody had validated",
            // Alpine's; its description says no more than that it comes from the same source.
            "openssl-fips" when ApkRelease().IsMatch(version) => "Alpine builds it from its own release of OpenSSL, which nobody had validated",
            _ when UbuntuFips().IsMatch(version) => "of Ubuntu Pro's pocket fips, the build of a certificate, or of fips-updates, an update stream: the version does not say which",
            _ => "",
        };
        return says.Length == 0 ? "" : $"package {owner}: {says}";
    }

    [GeneratedRegex(@"-r[0-9]+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ApkRelease();

    [GeneratedRegex(@"ubuntu[0-9.]*[+~.]?fips", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex UbuntuFips();
}
