using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>The modules that images are matched against, with the dates that they were read and reviewed.</summary>
/// <param name="Certificates">Ascending by number.</param>
public sealed record CmvpCatalog(
    DateOnly AsOf,
    DateOnly ReviewedOn,
    ImmutableArray<CmvpCertificate> Certificates,
    ImmutableArray<CmvpUpdateStream> UpdateStreams,
    ImmutableArray<CmvpSubmission> Submissions,
    ImmutableArray<CmvpEntropySource> EntropySources)
{
    /// <summary>Where the catalog lies below <c>policies/catalogs/</c>.</summary>
    public const string Path = "cmvp/modules.json";

    public CmvpCertificate? Find(int number) => Certificates.FirstOrDefault(certificate => certificate.Number == number);
}
