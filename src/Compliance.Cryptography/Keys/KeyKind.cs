namespace Compliance.Cryptography.Keys;

/// <summary>The kinds of public key that signatures are checked with.</summary>
public enum KeyKind
{
    EcdsaP256 = 0,
    EcdsaP384 = 1,
    EcdsaP521 = 2,
    Rsa = 3,
    Ed25519 = 4,
}
