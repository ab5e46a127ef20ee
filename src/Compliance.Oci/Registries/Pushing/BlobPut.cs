namespace Compliance.Oci.Registries.Pushing;

/// <summary>How a blob came to be in a repository.</summary>
public enum BlobPut
{
    WasThere = 0,

    /// <summary>The registry took it from another of its repositories.</summary>
    Mounted = 1,
    Sent = 2,
}
