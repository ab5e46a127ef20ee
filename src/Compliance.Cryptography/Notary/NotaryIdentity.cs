using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Formats;

namespace Compliance.Cryptography.Notary;

/// <summary>A signer known by the name in a certificate below the caller's anchors.</summary>
public sealed record NotaryIdentity
{
    private NotaryIdentity(ImmutableArray<AuthorityInstance> authorities) => Authorities = authorities;

    public required NotaryLevel Level { get; init; }

    /// <summary>Parts of the distinguished name that the certificate's subject must have, each as type and value; empty for any subject below the anchors.</summary>
    public required ImmutableArray<(string Type, string Value)> Subject { get; init; }

    /// <summary>Roots of timestamp authorities; null when timestamps prove nothing.</summary>
    public TrustAnchors? TimestampAnchors { get; init; }

    /// <summary>The signer is an authority whose stated time is believed.</summary>
    public bool IsSigningAuthority { get; init; }

    internal ImmutableArray<AuthorityInstance> Authorities { get; }

    /// <summary>Null when the anchors are no certificates.</summary>
    internal static NotaryIdentity? Create(IEnumerable<X509Certificate2> anchors, NotaryLevel level, ImmutableArray<(string Type, string Value)> subject, TrustAnchors? timestampAnchors, bool isSigningAuthority)
    {
        var always = new ValidityWindow(DateTimeOffset.MinValue, null);
        var parsed = anchors.Select(anchor => ParsedCertificate.Read(anchor.RawData)).ToArray();
        return parsed.Any(anchor => anchor is null)
            ? null
            : new NotaryIdentity([.. parsed.Select(anchor => new AuthorityInstance("", "", [anchor!], always))]) { Level = level, Subject = subject, TimestampAnchors = timestampAnchors, IsSigningAuthority = isSigningAuthority };
    }

    /// <summary>The parts of a distinguished name, <c>C=US, O=Acme</c>; null when it is none.</summary>
    public static ImmutableArray<(string Type, string Value)>? PartsOf(string name)
    {
        try
        {
            return PartsOf(new X500DistinguishedName(name));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal bool Names(ParsedCertificate certificate)
    {
        try
        {
            var parts = PartsOf(new X500DistinguishedName(certificate.Subject.Span));
            return Subject.All(parts.Contains);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ImmutableArray<(string, string)> PartsOf(X500DistinguishedName name) =>
        [.. name.EnumerateRelativeDistinguishedNames().Where(part => !part.HasMultipleElements).Select(part => (part.GetSingleElementType().Value ?? "", part.GetSingleElementValue() ?? ""))];
}
