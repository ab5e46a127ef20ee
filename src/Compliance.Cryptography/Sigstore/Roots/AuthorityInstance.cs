using System.Collections.Immutable;
using Compliance.Cryptography.Sigstore.Certificates;

namespace Compliance.Cryptography.Sigstore.Roots;

/// <summary>A certificate or timestamp authority of a trusted root.</summary>
public sealed class AuthorityInstance
{
    internal AuthorityInstance(string uri, string @operator, ImmutableArray<ParsedCertificate> chain, ValidityWindow window) =>
        (Uri, Operator, Chain, Window) = (uri, @operator, chain, window);

    public string Uri { get; }

    /// <summary>Who runs it; the subject or URI when not stated.</summary>
    public string Operator { get; }

    public ValidityWindow Window { get; }

    /// <summary>The issuing certificate first (for a timestamp authority: the signing one), the trust anchor last.</summary>
    internal ImmutableArray<ParsedCertificate> Chain { get; }

    /// <summary>Where trust ends: a root, or an intermediate that the instance's owner pinned.</summary>
    internal ParsedCertificate Anchor => Chain[^1];

    internal VerifiedLinks Links { get; } = new();
}
