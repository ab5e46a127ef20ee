using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Formats.CryptoModules.Cmvp.Lists;

/// <summary>
/// An imported list laid over the reviewed catalog. The catalog knows which bytes are which module; the list knows what NIST says of each certificate on a later day. A
/// certificate that a whole list does not have is no longer known to be one. Certificates that only the list has match by their name and are candidates at most: no
/// reviewed fact says which version they are about.
/// </summary>
public static class CmvpListOverlay
{
    public static CmvpCatalog Over(CmvpCatalog catalog, CmvpList list)
    {
        var listings = list.Listings.ToDictionary(listing => listing.Number);
        var known = catalog.Certificates.Select(certificate => certificate.Number).ToHashSet();
        return catalog with
        {
            AsOf = list.AsOf > catalog.AsOf ? list.AsOf : catalog.AsOf,
            Certificates =
            [
                .. catalog.Certificates.Select(certificate => Update(certificate, listings.GetValueOrDefault(certificate.Number), list))
                    .Concat(list.Listings.Where(listing => !known.Contains(listing.Number)).Select(listing => Added(listing, list)))
                    .OrderBy(certificate => certificate.Number),
            ],
            Submissions = list.Submissions.IsEmpty || list.AsOf < catalog.AsOf ? catalog.Submissions : Submissions(catalog, list),
            EntropySources = [.. catalog.EntropySources.Concat(list.EntropySources).DistinctBy(source => source.Number, StringComparer.Ordinal)],
        };
    }

    private static CmvpCertificate Update(CmvpCertificate certificate, CmvpListing? listing, CmvpList list)
    {
        if (listing is null)
        {
            return list.IsWhole && list.AsOf >= certificate.StatusAsOf
                ? certificate with { Status = CmvpStatedStatus.Unlisted, StatusAsOf = list.AsOf, Source = list.Source }
                : certificate;
        }

        if (listing.StatusAsOf < certificate.StatusAsOf) return certificate;
        return certificate with
        {
            Standard = listing.Standard,
            Level = listing.Level > 0 ? listing.Level : certificate.Level,
            Status = listing.Status,
            StatusAsOf = listing.StatusAsOf,
            Validated = listing.Validated.IsEmpty ? certificate.Validated : listing.Validated,
            Sunset = listing.Sunset,
            Interim = listing.Interim || (listing.Caveat.Length == 0 && certificate.Interim),
            EntropyCaveat = listing.EntropyCaveat ?? certificate.EntropyCaveat,
            Algorithms = listing.Algorithms,
            Source = list.Source,
        };
    }

    private static CmvpCertificate Added(CmvpListing listing, CmvpList list)
    {
        var name = listing.Name.Length > 0 ? listing.Name : $"certificate {listing.Number.ToString(CultureInfo.InvariantCulture)}, name not stated";
        return new CmvpCertificate
        {
            Number = listing.Number,
            Name = name,
            Vendor = listing.Vendor,
            Family = "",
            Standard = listing.Standard,
            Level = listing.Level,
            Status = listing.Status,
            StatusAsOf = listing.StatusAsOf,
            Validated = listing.Validated,
            Sunset = listing.Sunset,
            Interim = listing.Interim,
            EntropyCaveat = listing.EntropyCaveat,
            Algorithms = listing.Algorithms,
            Identities = [new CmvpIdentity(name, null, null, "certificate")],
            Source = list.Source,
        };
    }

    /// <summary>The list's rows, each with the versions that a reviewed row of the same module and vendor names.</summary>
    private static ImmutableArray<CmvpSubmission> Submissions(CmvpCatalog catalog, CmvpList list)
    {
        var reviewed = catalog.Submissions.Where(row => !row.Versions.IsEmpty).ToLookup(row => row.Name, StringComparer.Ordinal);
        ImmutableArray<CmvpSubmission> later = [.. catalog.Submissions.Where(row => row.Since > list.AsOf)];
        return [.. list.Submissions.Select(row => row with { Versions = [.. reviewed[row.Name].Where(one => one.Since <= list.AsOf).SelectMany(one => one.Versions).Distinct(StringComparer.Ordinal)] }), .. later];
    }
}
