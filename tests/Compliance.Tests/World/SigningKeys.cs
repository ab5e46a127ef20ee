using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Signing;

namespace Compliance.Tests.World;

/// <summary>Keys that sign in tests: one of a name, and new ones of a kind.</summary>
internal static class SigningKeys
{
    /// <summary>The deterministic key of a <see cref="TestSigner"/> behind the product's seam.</summary>
    public static ISigningKey Of(IImageSigner signer) => new NamedKey(signer);

    /// <summary>A new key of the kind: <c>p256</c>, <c>p384</c>, <c>p521</c>, <c>rsa2048</c>, <c>rsa3072</c>.</summary>
    public static (byte[] Pem, string PublicPem) Pem(string kind, string passphrase = "")
    {
        using AsymmetricAlgorithm key = kind switch
        {
            "p256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            "p384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            "p521" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            "rsa2048" => RSA.Create(2048),
            _ => RSA.Create(3072),
        };
        var text = passphrase.Length == 0
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000));
        return (Encoding.ASCII.GetBytes(text), key.ExportSubjectPublicKeyInfoPem());
    }

    private sealed class NamedKey(IImageSigner signer) : ISigningKey
    {
        public PublicKey PublicKey { get; } = PublicKeys.Read(Encoding.ASCII.GetBytes(signer.PublicPem), "key").Required();

        public SignatureAlgorithm Algorithm => PublicKey.Algorithms[0];

        public string Place => "test";

        public byte[] Sign(ReadOnlySpan<byte> data) => signer.Sign(data);

        public void Dispose()
        {
        }
    }
}
