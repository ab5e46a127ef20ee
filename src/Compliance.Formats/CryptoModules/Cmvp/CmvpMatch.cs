using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>The certificates that a module comes closest to, all of the same kind of match.</summary>
/// <param name="Certificates">Ascending by number; empty for <see cref="CmvpMatchKind.None"/> and <see cref="CmvpMatchKind.InProcess"/>.</param>
public sealed record CmvpMatch(CmvpMatchKind Kind, ImmutableArray<CmvpCertificate> Certificates, string Reason)
{
    /// <summary>As facts spell it: <c>exact</c>, <c>update-stream</c>, <c>in-process</c>, <c>candidate</c>, <c>none</c>.</summary>
    public string Word => Kind switch
    {
        CmvpMatchKind.Exact => "exact",
        CmvpMatchKind.UpdateStream => "update-stream",
        CmvpMatchKind.InProcess => "in-process",
        CmvpMatchKind.Candidate => "candidate",
        _ => "none",
    };

    /// <summary>The certificate in the best state on a day; the lower number where states are equal. Null when there is none.</summary>
    public (CmvpCertificate Certificate, CmvpStatus Status)? Best(DateOnly day) => Certificates.IsEmpty
        ? null
        : Certificates.Select(certificate => (certificate, CmvpStatus.On(certificate, day))).OrderByDescending(pair => pair.Item2.State).ThenBy(pair => pair.certificate.Number).First();
}
