using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>
/// Sources of entropy that lie in the image, with the records of the entropy validation program that are about such a source. A record's name is no proof that this build is the
/// one that was tested: what a certificate leaves to the user is still for the user to state.
/// </summary>
internal static class EntropySources
{
    private const string Family = "entropy-source";
    private const string ClaimOfGo = "says that its entropy source is ";

    /// <summary>One line a source, by path.</summary>
    /// <param name="catalog">Null when it could not be read; no record is named then.</param>
    public static ImmutableArray<string> Of(ScanDocument scan, CmvpCatalog? catalog) =>
    [
        .. scan.Files.SelectMany(file => file.Modules.Select(module => Line(file, module, catalog))).OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    private static string? Line(ScannedFile file, FoundModule module, CmvpCatalog? catalog)
    {
        if (module.Family == Family) return $"{module.Name} ({file.Path}){Records(catalog, "jitter")}";
        var claim = module.Evidence.FirstOrDefault(text => text.StartsWith(ClaimOfGo, StringComparison.Ordinal));
        return claim is null ? null : $"{file.Path} {claim}{Records(catalog, claim[ClaimOfGo.Length..])}";
    }

    private static string Records(CmvpCatalog? catalog, string word)
    {
        var records = (catalog?.EntropySources ?? []).Where(record => record.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || record.Vendor.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(record => $"{record.Number} of {record.Vendor}").ToList();
        return records.Count == 0 ? "; no ESV record is known" : $"; ESV records of such a source: {string.Join(", ", records)}";
    }
}
