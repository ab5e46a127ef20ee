using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Compliance.Formats.Packages.Dpkg.Licences;

/// <summary>
/// Short names of licences as Debian's copyright files write them, as SPDX identifiers (licence list 3.27). A name that SPDX has no identifier for becomes
/// <c>LicenseRef-Debian-</c> and the name: the same name in two packages need not be the same text.
/// </summary>
internal static partial class DebianLicenceNames
{
    private const int MaxSynopsis = 200;

    private const int MaxWords = 12;

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Expat"] = "MIT",
        ["ISC"] = "ISC",
        ["Zlib"] = "Zlib",
        ["curl"] = "curl",
        ["X11"] = "X11",
        ["FTL"] = "FTL",
        ["FSFAP"] = "FSFAP",
        ["FSFUL"] = "FSFUL",
        ["FSFULLR"] = "FSFULLR",
        ["BSD-2-clause"] = "BSD-2-Clause",
        ["BSD-3-clause"] = "BSD-3-Clause",
        ["BSD-4-clause"] = "BSD-4-Clause",
        ["0BSD"] = "0BSD",
        ["BSL-1.0"] = "BSL-1.0",
        ["Apache-2.0"] = "Apache-2.0",
        ["Apache-2"] = "Apache-2.0",
        ["Artistic"] = "Artistic-1.0-Perl",
        ["Artistic-2.0"] = "Artistic-2.0",
        ["CC0-1.0"] = "CC0-1.0",
        ["CC0"] = "CC0-1.0",
        ["MPL-1.1"] = "MPL-1.1",
        ["MPL-2.0"] = "MPL-2.0",
        ["OFL-1.1"] = "OFL-1.1",
        ["OpenSSL"] = "OpenSSL",
        ["OpenLDAP-2.8"] = "OLDAP-2.8",
        ["ImageMagick"] = "ImageMagick",
        ["Unlicense"] = "Unlicense",
        ["PSF-2"] = "PSF-2.0",
        ["Ruby"] = "Ruby",
        ["bzip2-1.0.6"] = "bzip2-1.0.6",
        ["CC-BY-3.0"] = "CC-BY-3.0",
        ["CC-BY-4.0"] = "CC-BY-4.0",
        ["CC-BY-SA-3.0"] = "CC-BY-SA-3.0",
        ["CC-BY-SA-4.0"] = "CC-BY-SA-4.0",
        ["CDDL-1.0"] = "CDDL-1.0",
        ["EPL-1.0"] = "EPL-1.0",
        ["EPL-2.0"] = "EPL-2.0",
        ["SIL-1.1"] = "OFL-1.1",
        ["W3C"] = "W3C",
        ["PostgreSQL"] = "PostgreSQL",
        ["Beerware"] = "Beerware",
        ["TCL"] = "TCL",
        ["Vim"] = "Vim",
        ["HPND"] = "HPND",
        ["NTP"] = "NTP",
        ["Sleepycat"] = "Sleepycat",
        ["BlueOak-1.0.0"] = "BlueOak-1.0.0",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A synopsis, <c>GPL-2+ or Artistic</c>, as an expression; null when it is no list of names joined by <c>or</c> and <c>and</c>. A comma before a word changes what binds
    /// (copyright-format 1.0, 7.2): such a synopsis is taken whole as one name.
    /// </summary>
    public static string? Expression(string synopsis)
    {
        if (synopsis.Length > MaxSynopsis) return null;
        var words = synopsis.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words.Length > MaxWords) return null;
        if (synopsis.Contains(',', StringComparison.Ordinal) || words.Contains("with", StringComparer.OrdinalIgnoreCase)) return Reference(synopsis);
        // Names and joining words alternate; anything else is a sentence, not a synopsis.
        if (words.Length % 2 == 0) return null;
        for (var index = 1; index < words.Length; index += 2)
        {
            if (!IsJoin(words[index])) return null;
        }

        var parts = words.Select((word, index) => index % 2 == 0 ? Name(word) : word.ToUpperInvariant());
        // "and" binds more than "or" in both languages.
        return string.Join(' ', parts);
    }

    /// <summary>A file of <c>/usr/share/common-licenses</c>; null when its name leaves the version open or it is none of them.</summary>
    public static string? CommonLicence(string name, bool isOrLater) => name switch
    {
        "Apache-2.0" or "CC0-1.0" or "MPL-1.1" or "MPL-2.0" => name,
        "Artistic" => "Artistic-1.0-Perl",
        "BSD" => "BSD-3-Clause",
        _ => Gnu(name + (isOrLater ? "+" : "")),
    };

    private static bool IsJoin(string word) => word.Equals("or", StringComparison.OrdinalIgnoreCase) || word.Equals("and", StringComparison.OrdinalIgnoreCase);

    private static string Name(string word) => Names.GetValueOrDefault(word) ?? Gnu(word) ?? Reference(word);

    /// <summary><c>GPL-2+</c>, <c>GPLv3</c>, <c>LGPL-2.1+</c>, <c>GPL-2.0-or-later</c>; null for everything else.</summary>
    private static string? Gnu(string word)
    {
        if (GnuName().Match(word) is not { Success: true } match) return null;
        var version = match.Groups["minor"].Success ? match.Groups["version"].Value : $"{match.Groups["version"].Value}.0";
        var isOrLater = match.Groups["later"].Value is "+" or "-or-later";
        var id = $"{match.Groups["family"].Value.ToUpperInvariant()}-{version}";
        return id is "GPL-1.0" or "GPL-2.0" or "GPL-3.0" or "LGPL-2.0" or "LGPL-2.1" or "LGPL-3.0" or "AGPL-3.0" or "GFDL-1.1" or "GFDL-1.2" or "GFDL-1.3"
            ? $"{id}{(isOrLater ? "-or-later" : "-only")}" : null;
    }

    private static string Reference(string name)
    {
        var safe = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' ? character : '-'));
        return $"LicenseRef-Debian-{safe}";
    }

    [GeneratedRegex(@"^(?<family>A?GPL|LGPL|GFDL)-?v?(?<version>[1-3](?<minor>\.[0-9])?)(?<later>\+|-or-later|-only)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex GnuName();
}
