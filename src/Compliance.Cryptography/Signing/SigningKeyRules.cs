using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Keys;

namespace Compliance.Cryptography.Signing;

/// <summary>Which keys may sign, and how those of images do.</summary>
public static class SigningKeyRules
{
    public const int MinRsaBits = 3072;

    /// <summary>What is said of a key that may not sign.</summary>
    public const string Refusal = "signing takes ECDSA P-256 or P-384, or RSA of at least 3072 bits";

    public static bool MaySign(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Kind is KeyKind.EcdsaP256 or KeyKind.EcdsaP384 || (key.Kind == KeyKind.Rsa && key.Bits >= MinRsaBits);
    }

    /// <summary>The algorithm of signatures over images and statements: what Sigstore's clients expect of such a key.</summary>
    /// <exception cref="ArgumentException">The key may not sign.</exception>
    public static SignatureAlgorithm AlgorithmOf(PublicKey key) => MaySign(key)
        ? key.Algorithms[0]
        : throw new ArgumentException(Refusal, nameof(key));

    /// <summary>How bundles hint at a key and envelopes name it: base64 of the SHA-256 of its SubjectPublicKeyInfo, as cosign writes it.</summary>
    public static string HintOf(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToBase64String(Convert.FromHexString(key.Fingerprint.Hex));
    }
}
