using System.Security.Cryptography;

namespace Compliance.Cryptography.Signing.Tokens;

/// <summary>As <see cref="TokenEcdsa"/>, RSA with PKCS#1 v1.5.</summary>
internal sealed class TokenRsa : RSA
{
    private readonly TokenSigningKey key;
    private readonly RSA known;

    public TokenRsa(TokenSigningKey key)
    {
        (this.key, known) = (key, Create());
        known.ImportSubjectPublicKeyInfo(key.PublicKey.Spki.AsSpan(), out _);
        KeySizeValue = known.KeySize;
    }

    public override KeySizes[] LegalKeySizes => known.LegalKeySizes;

    public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
    {
        if (padding != RSASignaturePadding.Pkcs1) throw new CryptographicException("the token signs with PKCS#1 v1.5");
        var signature = key.SignRaw(hash, hashAlgorithm.Name!.ToLowerInvariant());
        return known.VerifyHash(hash, signature, hashAlgorithm, padding) ? signature : throw new CryptographicException(TokenSigningKey.NotItsOwn);
    }

    public override bool VerifyHash(byte[] hash, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) => known.VerifyHash(hash, signature, hashAlgorithm, padding);

    public override RSAParameters ExportParameters(bool includePrivateParameters) => includePrivateParameters ? throw new CryptographicException("the key stays in its token") : known.ExportParameters(false);

    public override void ImportParameters(RSAParameters parameters) => throw new CryptographicException("the key stays in its token");

    protected override byte[] HashData(byte[] data, int offset, int count, HashAlgorithmName hashAlgorithm) => CryptographicOperations.HashData(hashAlgorithm, data.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            known.Dispose();
            key.Dispose();
        }

        base.Dispose(disposing);
    }
}
