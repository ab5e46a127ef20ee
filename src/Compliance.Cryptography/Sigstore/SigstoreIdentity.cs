using System.Text.RegularExpressions;
using Compliance.Cryptography.Sigstore.Certificates;

namespace Compliance.Cryptography.Sigstore;

/// <summary>Whom a certificate must name. Null parts are not asked; a verifier that asks neither accepts everybody whom the instance certified.</summary>
/// <param name="Issuer">Of the identity token, exact.</param>
/// <param name="Name">Subject alternative name, exact.</param>
/// <param name="NamePattern">Regular expression over the whole name; matched in linear time.</param>
public sealed record SigstoreIdentity(string? Issuer = null, string? Name = null, string? NamePattern = null)
{
    public bool NameMatches(SigningClaims claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (Name is not null) return claims.Names.Contains(Name, StringComparer.Ordinal);
        if (NamePattern is null) return true;

        // A prefix match would let org/repository-of-another pass for org/repository.
        var pattern = new Regex($@"\A(?:{NamePattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return claims.Names.Any(name => pattern.IsMatch(name));
    }

    public bool IssuerMatches(SigningClaims claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return Issuer is null || string.Equals(Issuer, claims.Issuer, StringComparison.Ordinal);
    }
}
