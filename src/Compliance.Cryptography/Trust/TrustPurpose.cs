namespace Compliance.Cryptography.Trust;

/// <summary>What an identity may sign.</summary>
public enum TrustPurpose
{
    /// <summary><c>sign-images</c>: simple-signing payloads and statements that stand for one.</summary>
    SignImages = 0,

    /// <summary><c>attest</c>: in-toto statements of the predicate types that the identity lists.</summary>
    Attest = 1,

    /// <summary><c>approve-waivers</c>: waivers that the identity approved, in one of its roles.</summary>
    ApproveWaivers = 2,

    /// <summary><c>collect-evidence</c>: records of human evidence.</summary>
    CollectEvidence = 3,

    /// <summary><c>sign-policies</c>: sets of policies, profiles and catalogs.</summary>
    SignPolicies = 4,
}
