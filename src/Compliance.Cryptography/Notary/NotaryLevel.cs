namespace Compliance.Cryptography.Notary;

/// <summary>How much of a Notary Project signature the caller enforces (trust-store-trust-policy.md, "Signature Verification details"). None is the least.</summary>
public enum NotaryLevel
{
    /// <summary>Nothing is checked: the outcome is indeterminate, never verified.</summary>
    Skip = 0,

    /// <summary>Integrity is enforced; what is wrong beyond that makes it indeterminate.</summary>
    Audit = 1,

    /// <summary>Integrity and authenticity are enforced; time, expiry and revocation are noted.</summary>
    Permissive = 2,

    /// <summary>Everything is enforced; revocation that would have to be asked makes it indeterminate.</summary>
    Strict = 3,
}
