using Compliance.Cryptography.Trust;
using Compliance.Formats.Attestation;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>
/// Compares build provenance with the certificate that signed it. The builder writes the provenance; the certificate is written by an authority that
/// saw who the builder was. Where both speak of the source they must agree.
/// </summary>
internal static class ProvenanceAgreement
{
    /// <summary>Every disagreement, <c>CODE: sentence</c>; none without a certificate that says something.</summary>
    public static IEnumerable<string> Differences(SlsaProvenance provenance, SignatureAssessment? assessment)
    {
        if (assessment?.Claims is not { SourceRepositoryUri: { Length: > 0 } certified } claims) yield break;
        if (provenance.SourceUri is { Length: > 0 } stated && Plain(stated) != Plain(certified))
            yield return $"{SignatureCollectionCodes.Disagreement}: provenance names the source {stated}, the certificate {certified}";
        if (provenance.SourceDigest is { } digest && claims.SourceRepositoryDigest is { Length: > 0 } commit && provenance.SourceUri is { } uri && Plain(uri) == Plain(certified)
            && digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..] != commit)
            yield return $"{SignatureCollectionCodes.Disagreement}: provenance names the commit {digest}, the certificate {commit}";
    }

    private static string Plain(string uri)
    {
        var plain = uri.StartsWith("git+", StringComparison.Ordinal) ? uri[4..] : uri;
        var path = plain.IndexOf("://", StringComparison.Ordinal);
        var end = plain.AsSpan(Math.Max(0, path)).IndexOfAny('@', '#');
        if (end >= 0) plain = plain[..(end + Math.Max(0, path))];
        return plain.EndsWith(".git", StringComparison.Ordinal) ? plain[..^4] : plain;
    }
}
