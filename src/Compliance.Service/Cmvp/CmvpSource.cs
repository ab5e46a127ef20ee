using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.Reading;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Cmvp;

/// <summary>Certificates to look into: the reviewed catalog that comes with the program, under the list that was imported, or a file that is one of the two.</summary>
/// <param name="Digest">Of the bytes of the catalog or list.</param>
/// <param name="ListDigest">Of the imported list over a catalog; null without one.</param>
internal sealed record CmvpSource(CmvpCatalog Catalog, Digest Digest, Digest? ListDigest)
{
    /// <summary>From this age on a list is called stale: CMVP changes every week, and a quarter is the longest that a reader should go without looking.</summary>
    public const int StaleAfterDays = 92;

    private static readonly CmvpCatalog Nothing = new(default, default, [], [], [], []);

    public int AgeOn(DateOnly day) => day.DayNumber - Catalog.AsOf.DayNumber;

    public bool IsStaleOn(DateOnly day) => AgeOn(day) > StaleAfterDays;

    /// <summary>What audits would use.</summary>
    /// <exception cref="VerbFailure">One of them can't be used.</exception>
    public static CmvpSource Current(CommandContext context, string dataDirectory, Limits limits)
    {
        var reviewed = OfFile(Path.Combine(context.ProgramDirectory, "policies", "catalogs", "cmvp", "modules.json"), limits);
        var imported = CmvpFolder.Read(null, dataDirectory, context.Clock.GetUtcNow(), limits);
        if (imported.IsEmpty) return reviewed;
        var list = CmvpListFile.Read(imported[0].Content, imported[0].Path, limits).Required();
        return reviewed with { Catalog = CmvpListOverlay.Over(reviewed.Catalog, list), ListDigest = Digests.Sha256(imported[0].Content.Span) };
    }

    /// <summary>A reviewed catalog or an imported list by itself.</summary>
    /// <exception cref="VerbFailure">There is no such file, or it is neither.</exception>
    public static CmvpSource OfFile(string path, Limits limits)
    {
        var bytes = CmvpFolder.ReadBounded(path);
        var digest = Digests.Sha256(bytes);
        if (CmvpListFile.Read(bytes, path, limits).TryGet(out var list)) return new CmvpSource(CmvpListOverlay.Over(Nothing, list), digest, null);
        var reading = CmvpCatalogReader.Read(bytes, path, limits);
        return reading.TryGet(out var catalog)
            ? new CmvpSource(catalog, digest, null)
            : throw VerbFailure.Unreadable(path, reading.Defects, "what a catalog holds: policies/catalogs/cmvp/README.md; a dump has to be imported first: compliance cmvp import");
    }
}
