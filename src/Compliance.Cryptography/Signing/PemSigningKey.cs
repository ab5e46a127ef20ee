using System.Security.Cryptography;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Keys;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Signing;

/// <summary>A signing key that was read from PEM into memory.</summary>
public sealed class PemSigningKey : ISigningKey
{
    private readonly AsymmetricAlgorithm key;
    private readonly Lock turn = new();

    private PemSigningKey(AsymmetricAlgorithm key, PublicKey known) => (this.key, PublicKey, Algorithm) = (key, known, SigningKeyRules.AlgorithmOf(known));

    public PublicKey PublicKey { get; }

    public SignatureAlgorithm Algorithm { get; }

    public string Place => "PEM";

    /// <summary>Rejected: no PKCS#8, a wrong or missing passphrase, or a key that may not sign (<see cref="SigningKeyRules"/>).</summary>
    /// <param name="pem">PEM <c>PRIVATE KEY</c> or <c>ENCRYPTED PRIVATE KEY</c> (PKCS#8).</param>
    /// <param name="passphrase">Empty for an unencrypted key.</param>
    public static Reading<PemSigningKey> Read(ReadOnlySpan<byte> pem, ReadOnlySpan<char> passphrase)
    {
        var reading = PrivateKeys.Read(pem, passphrase);
        if (!reading.TryGet(out var key)) return Readings.Reject<PemSigningKey>(reading.Defects);
        var known = PublicKeys.ReadSpki(key.ExportSubjectPublicKeyInfo(), "key");
        if (known.TryGet(out var publicKey) && SigningKeyRules.MaySign(publicKey)) return Readings.Accept(new PemSigningKey(key, publicKey));
        key.Dispose();
        return Readings.Reject<PemSigningKey>(SigningCodes.KeyNotApproved, new Locator("key"), SigningKeyRules.Refusal);
    }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var hash = new HashAlgorithmName(Algorithm.Hash.ToUpperInvariant());
        lock (turn)
        {
            return key switch
            {
                ECDsa ecdsa => ecdsa.SignData(data, hash, DSASignatureFormat.Rfc3279DerSequence),
                RSA rsa => rsa.SignData(data, hash, RSASignaturePadding.Pkcs1),
                _ => throw new InvalidOperationException("no key"),
            };
        }
    }

    public void Dispose() => key.Dispose();
}
