namespace Compliance.Cryptography.Trust;

/// <summary>What an identity may sign.</summary>
public enum TrustPurpose
{
    /// <summary><c>sign-images</c>: simple-signing payloads and statements that stand for one.</summary>
    SignImages = 0,

    /// <summary><c>attest</c>: in-toto statements of the predicate types that the identity lists.</summary>
    Attest = 1,
}
