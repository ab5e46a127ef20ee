namespace Compliance.Policy.Documents;

/// <summary>What a cryptographic module outside of every image is.</summary>
public enum OutsideModuleKind
{
    KeyManagement = 0,
    LoadBalancer = 1,
    Hsm = 2,
    HostKernel = 3,
    ManagedDatabase = 4,
    /// <summary>The other side of a connection.</summary>
    FarEnd = 5,
    Other = 6,
}
