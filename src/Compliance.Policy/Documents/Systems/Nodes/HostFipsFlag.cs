namespace Compliance.Policy.Documents;

/// <summary>What <c>/proc/sys/crypto/fips_enabled</c> says on a node.</summary>
public enum HostFipsFlag
{
    /// <summary>0.</summary>
    Off = 0,

    /// <summary>1.</summary>
    On = 1,

    /// <summary>The kernel has no such file.</summary>
    Absent = 2,
}
