namespace Compliance.Policy.Facts;

/// <summary>How a fact can be established again from an evidence package.</summary>
public enum Reperformance
{
    /// <summary>Needs the image: only an observation of its bytes is in the package. The default, because it promises least.</summary>
    Carried = 0,

    /// <summary>From the tar headers and digests recorded when the image was read.</summary>
    FromInventory = 1,

    /// <summary>From raw bytes in the package.</summary>
    Rederived = 2,
}
