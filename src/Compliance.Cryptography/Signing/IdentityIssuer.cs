using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compliance.Cryptography.Certificates;

namespace Compliance.Cryptography.Signing;

/// <summary>
/// Makes self-issued identities: a P-384 root and a P-384 document signer below it, whose subjects say that they are for evaluation. Keys come
/// from the platform module's own generator (SP 800-90A in a validated module), never from elsewhere.
/// </summary>
public static class IdentityIssuer
{
    /// <summary>Stands in the subjects of everything issued here.</summary>
    public const string Mark = "self-issued, for evaluation";

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-256 over the passphrase.</summary>
    public const int Iterations = 210_000;

    /// <param name="passphrase">Protects both keys; empty leaves them unencrypted.</param>
    /// <param name="fillRandom">Fills serial numbers.</param>
    public static IdentityFiles Issue(IdentityRequest request, ReadOnlySpan<char> passphrase, Action<Span<byte>> fillRandom)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var signerKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return Issue(request, rootKey, signerKey, passphrase, fillRandom);
    }

    /// <summary>As above with keys that the caller made.</summary>
    internal static IdentityFiles Issue(IdentityRequest request, ECDsa rootKey, ECDsa signerKey, ReadOnlySpan<char> passphrase, Action<Span<byte>> fillRandom)
    {
        ArgumentNullException.ThrowIfNull(fillRandom);
        CheckRequest(request);
        var from = new DateTimeOffset(request.IssuedAt.UtcTicks - (request.IssuedAt.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var to = from.AddYears(request.Years);

        var rootName = new X500DistinguishedName($"CN={request.Name} root, O=\"{Mark}\"");
        var rootRequest = new CertificateRequest(rootName, rootKey, HashAlgorithmName.SHA384);
        var rootId = KeyId(rootRequest);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        rootRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        rootRequest.CertificateExtensions.Add(rootId);
        var generator = X509SignatureGenerator.CreateForECDsa(rootKey);
        using var root = rootRequest.Create(rootName, generator, from, to, Serial(fillRandom));

        var signerName = new X500DistinguishedName($"CN={request.Name} {Word(request.Role)}, O=\"{Mark}\"");
        var signerRequest = new CertificateRequest(signerName, signerKey, HashAlgorithmName.SHA384);
        signerRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        signerRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        signerRequest.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(CertificateOids.DocumentSigning)], critical: false));
        signerRequest.CertificateExtensions.Add(KeyId(signerRequest));
        signerRequest.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(rootId));
        using var signer = signerRequest.Create(rootName, generator, from, to, Serial(fillRandom));

        var anchor = Pem(root.ExportCertificatePem());
        return new IdentityFiles([.. Pem(signer.ExportCertificatePem()), .. anchor], KeyPem(signerKey, passphrase), anchor, KeyPem(rootKey, passphrase));
    }

    private static void CheckRequest(IdentityRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Name.Length is 0 or > 40 || request.Name.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 || request.Name.AsSpan().IndexOfAny("\"+,;<>\\=/") >= 0)
            throw new ArgumentException("the name needs 1 to 40 printable ASCII characters without \"+,;<>\\=/", nameof(request));
        if (request.Years is < 1 or > 50) throw new ArgumentException("1 to 50 years", nameof(request));
    }

    private static string Word(SignerRole role) => role switch
    {
        SignerRole.Collector => "evidence signing",
        SignerRole.Releaser => "release signing",
        SignerRole.Approver => "approval signing",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    // RFC 7093 section 2 method 1: the leftmost 160 bits of the SHA-256 of the key. The platform's default would need SHA-1.
    private static X509SubjectKeyIdentifierExtension KeyId(CertificateRequest request) =>
        new(SHA256.HashData(request.PublicKey.EncodedKeyValue.RawData).AsSpan(0, 20), critical: false);

    // RFC 5280 section 4.1.2.2: positive, at most 20 octets.
    private static byte[] Serial(Action<Span<byte>> fillRandom)
    {
        var serial = new byte[16];
        fillRandom(serial);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    private static byte[] KeyPem(ECDsa key, ReadOnlySpan<char> passphrase) => Pem(passphrase.IsEmpty
        ? key.ExportPkcs8PrivateKeyPem()
        : key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations)));

    private static byte[] Pem(string text) => Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\n") + "\n");
}
