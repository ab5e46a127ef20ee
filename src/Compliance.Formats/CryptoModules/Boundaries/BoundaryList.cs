using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Formats.CryptoModules.Boundaries;

/// <summary>
/// Which known vulnerabilities lie inside of which module, by the word of the module's maker: <c>policies/catalogs/cmvp/boundaries.json</c>. It answers for a module of the very name
/// without a build of its own behind the version: who rebuilds a module may have taken in a fix. Whatever it does not name is unknown.
/// </summary>
/// <param name="Rows">By CVE, family and module.</param>
public sealed record BoundaryList(DateOnly ReviewedOn, ImmutableArray<BoundaryRow> Rows)
{
    /// <summary>Where the list lies below <c>policies/catalogs/</c>.</summary>
    public const string Path = "cmvp/boundaries.json";

    /// <summary>Where one vulnerability lies, seen from a module.</summary>
    /// <param name="ids">All ids of the vulnerability.</param>
    /// <param name="version">Null when the module's version is not known.</param>
    public BoundaryAnswer Place(IEnumerable<string> ids, string family, string name, ModuleVersion? version)
    {
        var rows = Of(family, name);
        if (rows.IsEmpty) return Unknown($"no list names vulnerabilities of {(name.Length == 0 ? family : name)}");
        if (SeriesOf(version) is not { } series) return Unknown($"the list of {name} is about releases of its maker; this one is {(version is null ? "of an unknown version" : version.ToString())}");
        var about = rows.Where(row => ids.Contains(row.Cve, StringComparer.Ordinal)).Select(row => Place(row, series, version!)).ToList();
        return about.Count == 0 ? Unknown($"the list of {name} does not name it") : about.MaxBy(answer => answer.Place)!;
    }

    /// <summary>The vulnerabilities that lie inside of a module by the list, ordinal order.</summary>
    /// <returns>Null when that can't be told: no row is about the module, its version is none of the maker's, or none is known and a vulnerability of other series is not settled for its own.</returns>
    public ImmutableArray<string>? Inside(string family, string name, ModuleVersion? version)
    {
        var rows = Of(family, name);
        if (rows.IsEmpty || SeriesOf(version) is not { } series) return null;
        var places = rows.Where(row => !row.Affected.IsEmpty).Select(row => (row.Cve, Place(row, series, version!).Place)).ToList();
        ImmutableArray<string> inside = [.. places.Where(one => one.Place == BoundaryPlace.Inside).Select(one => one.Cve).Order(StringComparer.Ordinal)];
        return inside.IsEmpty && places.Exists(one => one.Place == BoundaryPlace.Unknown) ? null : inside;
    }

    private ImmutableArray<BoundaryRow> Of(string family, string name) => [.. Rows.Where(row => row.Family == family && row.Module == name)];

    private static string? SeriesOf(ModuleVersion? version) => version is { Build.Length: 0 } ? DottedVersion.Series(version.Version) : null;

    private static BoundaryAnswer Place(BoundaryRow row, string series, ModuleVersion version)
    {
        var source = $"{row.Source}, reviewed on {row.ReviewedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        if (row.NotAffected.Contains(series, StringComparer.Ordinal)) return new BoundaryAnswer(BoundaryPlace.Outside, $"{row.Module} of the series {series} is not affected", source);
        if (row.Affected.FirstOrDefault(affected => affected.Series == series) is not { } found) return Unknown($"nothing is said of {row.Module} of the series {series}");
        if (found.Fixed is null) return new BoundaryAnswer(BoundaryPlace.Inside, $"{row.Module} of the series {series} is affected, and no release of it has the fix", source);
        return DottedVersion.Compare(version.Version, found.Fixed) is >= 0
            ? new BoundaryAnswer(BoundaryPlace.Fixed, $"{row.Module} of the series {series} is affected below {found.Fixed}", source)
            : new BoundaryAnswer(BoundaryPlace.Inside, $"{row.Module} of the series {series} is affected below {found.Fixed}", source);
    }

    private static BoundaryAnswer Unknown(string reason) => new(BoundaryPlace.Unknown, reason, "");
}
