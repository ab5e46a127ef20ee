using System.Globalization;

namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>Matches what a file says it is against the catalog. A stand-in never matches; neither does a known name that the catalog does not have.</summary>
public static class CmvpMatcher
{
    public static CmvpMatch Match(CmvpCatalog catalog, ModuleClaim claim)
    {
        if (claim.IsStub) return None("a labelled stand-in");
        if (claim.Name is null && claim.Version is null) return None("the file states neither name nor version");
        var rows = catalog.Certificates.Where(certificate => certificate.Family == claim.Family || certificate.Family.Length == 0)
            .SelectMany(certificate => certificate.Identities.Select(identity => (Certificate: certificate, Identity: identity))).ToList();
        if (claim is { Name: { } name, Version: { } version })
        {
            var named = rows.Where(row => row.Identity.Name == name).ToList();
            var exact = named.Where(row => row.Identity.Version == version.Version && row.Identity.Build == version.Build).ToList();
            if (exact.Count > 0) return Of(CmvpMatchKind.Exact, exact.Select(row => row.Certificate), $"name, version and build agree: {name} {version}");
            if (Stream(catalog, claim.Family, name, version) is { } stream) return stream;
            if (Submitted(catalog, name, version) is { } submitted) return submitted;
            var sameVersion = named.Where(row => row.Identity.Version == version.Version).ToList();
            if (sameVersion.Count > 0) return Of(CmvpMatchKind.Candidate, sameVersion.Select(row => row.Certificate), $"name and version agree, the build does not or is not known: {name} {version}");
            var open = named.Where(row => row.Identity.Version is null).ToList();
            return open.Count > 0
                ? Of(CmvpMatchKind.Candidate, open.Select(row => row.Certificate), $"the name agrees; no source states the certificate's version: {name}")
                : None($"the catalog has no certificate for {name} {version}");
        }

        var partial = rows.Where(row => claim.Name is not null ? row.Identity.Name == claim.Name : row.Identity.Version == claim.Version!.Version).ToList();
        return partial.Count == 0
            ? None($"the catalog has no certificate for {claim.Name ?? claim.Version!.ToString()}")
            : Of(CmvpMatchKind.Candidate, partial.Select(row => row.Certificate), claim.Name is null ? "only the version agrees" : "only the name agrees");
    }

    private static CmvpMatch? Stream(CmvpCatalog catalog, string family, string name, ModuleVersion version)
    {
        var streams = catalog.UpdateStreams.Where(stream => stream.Family == family && stream.Name == name && version.Build.Length == 0
            && DottedVersion.Compare(version.Version, stream.From) is >= 0 && DottedVersion.Compare(version.Version, stream.Below) is < 0).ToList();
        if (streams.Count == 0) return null;
        var numbers = streams.SelectMany(stream => stream.Certificates).ToHashSet();
        return Of(CmvpMatchKind.UpdateStream, catalog.Certificates.Where(certificate => numbers.Contains(certificate.Number)), streams[0].Source);
    }

    private static CmvpMatch? Submitted(CmvpCatalog catalog, string name, ModuleVersion version)
    {
        var row = catalog.Submissions.FirstOrDefault(submission => submission.Name == name && submission.Versions.Contains(version.Version, StringComparer.Ordinal));
        return row is null ? null : new CmvpMatch(CmvpMatchKind.InProcess, [], $"module in process: {row.Stage} since {row.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
    }

    private static CmvpMatch Of(CmvpMatchKind kind, IEnumerable<CmvpCertificate> certificates, string reason) =>
        new(kind, [.. certificates.DistinctBy(certificate => certificate.Number).OrderBy(certificate => certificate.Number)], reason);

    private static CmvpMatch None(string reason) => new(CmvpMatchKind.None, [], reason);
}
