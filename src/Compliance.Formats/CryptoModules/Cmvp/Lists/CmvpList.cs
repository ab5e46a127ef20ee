using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Cmvp.Lists;

/// <summary>NIST's lists as one dump states them on a day.</summary>
/// <param name="AsOf">The day on which they were read.</param>
/// <param name="Source">Where the dump comes from, in words.</param>
/// <param name="Input">Digest of the dump's bytes as imported.</param>
/// <param name="IsWhole">The dump has every certificate: one that is not in it was not on the lists.</param>
/// <param name="Listings">Ascending by number; never empty.</param>
public sealed record CmvpList(
    DateOnly AsOf,
    string Source,
    Digest Input,
    bool IsWhole,
    ImmutableArray<CmvpListing> Listings,
    ImmutableArray<CmvpSubmission> Submissions,
    ImmutableArray<CmvpEntropySource> EntropySources)
{
    /// <summary>Where an imported list lies below <c>policies/catalogs/</c>, in an audit and in its package.</summary>
    public const string Path = "cmvp/list.json";

    /// <summary>The detached signature over it.</summary>
    public const string SignaturePath = "cmvp/list.p7s";
}
