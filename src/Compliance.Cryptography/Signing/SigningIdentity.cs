using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Cms;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Signing.Tokens;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Signing;

/// <summary>A signer whose key was read from PEM into memory, or stays in a token.</summary>
public sealed class SigningIdentity : ISigner, IDisposable
{
    private readonly X509Certificate2 certificate;
    private readonly ImmutableArray<X509Certificate2> intermediates;
    private readonly AsymmetricAlgorithm key;
    private readonly Lock turn = new();

    private SigningIdentity(SignerRole role, CertificateChain chain, AsymmetricAlgorithm key, SignatureAlgorithm algorithm)
    {
        (Role, certificate, intermediates, this.key, Algorithm) = (role, chain.Signer, chain.Intermediates, key, algorithm);
        Subject = certificate.Subject;
        CertificateFingerprint = Fingerprints.Of(certificate);
        AnchorFingerprint = chain.Root is { } root ? Fingerprints.Of(root) : "";
        AnchorPem = chain.Root is { } anchor ? Encoding.ASCII.GetBytes(anchor.ExportCertificatePem().ReplaceLineEndings("\n") + "\n") : [];
    }

    public SignerRole Role { get; }

    public SignatureAlgorithm Algorithm { get; }

    public string Subject { get; }

    public string CertificateFingerprint { get; }

    public string AnchorFingerprint { get; }

    public bool IsSelfIssued => Subject.Contains(IdentityIssuer.Mark, StringComparison.Ordinal);

    /// <summary>The root that came with the certificates, PEM; empty when none did.</summary>
    public ReadOnlyMemory<byte> AnchorPem { get; }

    /// <summary>Opens an identity. The key must be the certificate's, ECDSA P-256 or P-384 or RSA of at least 3072 bits, and certified for signing documents.</summary>
    /// <param name="certificates">PEM: the signer's certificate, then those above it; a self-signed last one is the root.</param>
    /// <param name="keyPem">PEM <c>PRIVATE KEY</c> or <c>ENCRYPTED PRIVATE KEY</c> (PKCS#8).</param>
    /// <param name="passphrase">Empty for an unencrypted key.</param>
    public static Reading<SigningIdentity> Open(SignerRole role, ReadOnlySpan<byte> certificates, ReadOnlySpan<byte> keyPem, ReadOnlySpan<char> passphrase)
    {
        var reading = CertificateChain.Read(certificates, "certificate");
        if (!reading.TryGet(out var chain)) return Readings.Reject<SigningIdentity>(reading.Defects);
        var keyReading = PrivateKeys.Read(keyPem, passphrase);
        return keyReading.TryGet(out var read) ? Open(role, chain, read) : Readings.Reject<SigningIdentity>(keyReading.Defects);
    }

    /// <summary>The same with a key in a token, which belongs to the identity from now on, also when the reading is rejected.</summary>
    public static Reading<SigningIdentity> Open(SignerRole role, ReadOnlySpan<byte> certificates, TokenSigningKey token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var reading = CertificateChain.Read(certificates, "certificate");
        if (reading.TryGet(out var chain)) return Open(role, chain, token.PublicKey.Kind == KeyKind.Rsa ? new TokenRsa(token) : new TokenEcdsa(token));
        token.Dispose();
        return Readings.Reject<SigningIdentity>(reading.Defects);
    }

    private static Reading<SigningIdentity> Open(SignerRole role, CertificateChain chain, AsymmetricAlgorithm secret)
    {
        var defects = Problems(chain, secret).ToImmutableArray();
        if (defects.IsEmpty) return Readings.Accept(new SigningIdentity(role, chain, secret, AlgorithmOf(secret)));
        secret.Dispose();
        return Readings.Reject<SigningIdentity>(defects);
    }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (turn)
        {
            var hash = new HashAlgorithmName(Algorithm.Hash.ToUpperInvariant());
            return key switch
            {
                ECDsa ecdsa => ecdsa.SignData(data, hash, DSASignatureFormat.Rfc3279DerSequence),
                RSA rsa => rsa.SignData(data, hash, RSASignaturePadding.Pkcs1),
                _ => throw new InvalidOperationException("no key"),
            };
        }
    }

    public byte[] SignDetached(ReadOnlyMemory<byte> content, DateTimeOffset signedAt)
    {
        lock (turn) return CadesBuilder.Sign(certificate, intermediates, key, Algorithm, content, signedAt);
    }

    public void Dispose()
    {
        key.Dispose();
        certificate.Dispose();
        foreach (var intermediate in intermediates) intermediate.Dispose();
    }

    private static IEnumerable<Defect> Problems(CertificateChain chain, AsymmetricAlgorithm key)
    {
        var at = new Locator("certificate");
        var spki = chain.Signer.PublicKey.ExportSubjectPublicKeyInfo();
        if (!key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(spki)) yield return new Defect(SigningCodes.KeyDiffers, at, "the private key is not the certificate's");
        if (!PublicKeys.ReadSpki(spki, "certificate").TryGet(out var known) || !SigningKeyRules.MaySign(known))
            yield return new Defect(SigningCodes.KeyNotApproved, at, SigningKeyRules.Refusal);
        foreach (var check in CertificateUsage.CheckSigner(chain.Signer, CertificateOids.DocumentSigning))
        {
            if (check.Outcome == Checks.CheckOutcome.Failed) yield return new Defect(SigningCodes.Usage, at, check.Detail);
        }
    }

    private static SignatureAlgorithm AlgorithmOf(AsymmetricAlgorithm key) => key switch
    {
        ECDsa { KeySize: 256 } => SignatureAlgorithms.Ecdsa(256, "sha256"),
        ECDsa => SignatureAlgorithms.Ecdsa(384, "sha384"),
        _ => SignatureAlgorithms.Rsa(SignatureFamily.RsaPkcs1, key.KeySize, "sha384"),
    };
}
