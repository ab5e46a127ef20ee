namespace Compliance.Cryptography.Signing;

/// <summary>What a signing key is for. Roles never share a key.</summary>
public enum SignerRole
{
    /// <summary>Seals evidence packages: "this is what was collected and computed".</summary>
    Collector = 0,

    /// <summary>Releases rebuilt images and packages.</summary>
    Releaser = 1,

    /// <summary>Approves exceptions.</summary>
    Approver = 2,
}
