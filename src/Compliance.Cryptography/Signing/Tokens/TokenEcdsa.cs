using System.Security.Cryptography;

namespace Compliance.Cryptography.Signing.Tokens;

/// <summary>A token's key where the platform's CMS writer wants one of its own: hashes are signed in the token, everything else is its public half.</summary>
internal sealed class TokenEcdsa : ECDsa
{
    private readonly TokenSigningKey key;
    private readonly ECDsa known;

    public TokenEcdsa(TokenSigningKey key)
    {
        (this.key, known) = (key, Create());
        known.ImportSubjectPublicKeyInfo(key.PublicKey.Spki.AsSpan(), out _);
        KeySizeValue = known.KeySize;
    }

    public override KeySizes[] LegalKeySizes => known.LegalKeySizes;

    /// <summary>r and s side by side (IEEE P1363), as the platform expects.</summary>
    public override byte[] SignHash(byte[] hash)
    {
        var signature = key.SignRaw(hash, "");
        return known.VerifyHash(hash, signature) ? signature : throw new CryptographicException(TokenSigningKey.NotItsOwn);
    }

    public override bool VerifyHash(byte[] hash, byte[] signature) => known.VerifyHash(hash, signature);

    public override ECParameters ExportParameters(bool includePrivateParameters) => includePrivateParameters ? throw new CryptographicException("the key stays in its token") : known.ExportParameters(false);

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
