using System.Collections.Immutable;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Sigstore.Roots;

namespace Compliance.Cryptography.Sigstore.Certificates;

/// <summary>
/// The path from a signing certificate to an authority of the trusted root (RFC 5280 section 6.1, for the short paths of Sigstore instances: names, signatures,
/// basic constraints, key usages, nested purposes; any other critical extension refuses). A trust anchor may be an intermediate. Policies, name constraints and
/// revocation are not used by such instances; a critical extension of that kind refuses the path.
/// </summary>
internal sealed record SigningPath(AuthorityInstance Authority, ImmutableArray<ParsedCertificate> Certificates)
{
    /// <summary>Authorities between the leaf and the anchor, at most.</summary>
    private const int MaxLength = 6;

    /// <summary>Signatures tried while a path is looked for: certificates that sign each other must not cost more.</summary>
    private const int MaxTries = 64;

    /// <summary>The certificate whose key signed the leaf.</summary>
    public ParsedCertificate Issuer => Certificates[1];

    /// <summary>Every path that names and signatures allow, judged by nothing else yet.</summary>
    /// <param name="untrusted">Certificates that came with the signature: intermediates only, never anchors.</param>
    public static ImmutableArray<SigningPath> Find(ParsedCertificate leaf, IReadOnlyList<ParsedCertificate> untrusted, IEnumerable<AuthorityInstance> authorities)
    {
        var paths = ImmutableArray.CreateBuilder<SigningPath>();
        foreach (var authority in authorities)
        {
            if (authority.Chain.IsEmpty) continue;
            IReadOnlyList<ParsedCertificate> material = [.. authority.Chain, .. untrusted.Where(certificate => !certificate.IsSelfIssued)];
            var tries = MaxTries;
            if (Extend([leaf], material, authority, ref tries) is { } found) paths.Add(new SigningPath(authority, found));
        }

        return paths.ToImmutable();
    }

    /// <summary>Why the path may not be used for the purpose, whatever the time; null when it may.</summary>
    public string? Forbids(string purpose)
    {
        if (CertificateRules.ForbidsSigning(Certificates[0], purpose) is { } leaf) return $"the signing certificate can't be used: {leaf}";
        for (var index = 1; index < Certificates.Length; index++)
        {
            if (CertificateRules.ForbidsIssuing(Certificates[index], purpose, index - 1) is { } cause) return $"an authority's certificate can't be used: {cause}";
        }

        return null;
    }

    /// <summary>Whether every certificate and the authority's own window hold the time, ends included; null when they do, else what doesn't.</summary>
    public string? IsOutside(DateTimeOffset time)
    {
        for (var index = 0; index < Certificates.Length; index++)
        {
            var certificate = Certificates[index];
            if (!certificate.IsValidAt(time))
                return $"{(index == 0 ? "the signing certificate" : "an authority's certificate")} is valid from {SigstoreText.Of(certificate.NotBefore)} to {SigstoreText.Of(certificate.NotAfter)}";
        }

        return Authority.Window.Contains(time) ? null : $"the trusted root gives the authority the window {Authority.Window}";
    }

    private static ImmutableArray<ParsedCertificate>? Extend(ImmutableArray<ParsedCertificate> path, IReadOnlyList<ParsedCertificate> material, AuthorityInstance authority, ref int tries)
    {
        var last = path[^1];
        if (path.Length > 1 && last.Hash.SequenceEqual(authority.Anchor.Hash)) return path;
        if (path.Length > MaxLength) return null;
        foreach (var issuer in material)
        {
            if (!issuer.Subject.Span.SequenceEqual(last.Issuer.Span)) continue;
            if (path.Contains(issuer) || tries-- <= 0) continue;
            if (!issuer.Key.TryGet(out var key) || !authority.Links.Verifies(last, issuer, key)) continue;
            if (Extend(path.Add(issuer), material, authority, ref tries) is { } found) return found;
        }

        return null;
    }
}
