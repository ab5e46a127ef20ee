namespace Compliance.Evidence.Raw;

/// <summary>What a raw document is. The names, in kebab case, are written into packages.</summary>
public enum RawRole
{
    Index = 0,
    Manifest = 1,
    Config = 2,

    /// <summary>Tar headers and digests of every entry of every layer, recorded in the one pass over the image.</summary>
    Inventory = 3,

    /// <summary>Bytes of a file of the image.</summary>
    File = 4,
    AttachedManifest = 5,
    AttachedBlob = 6,

    /// <summary>An SBOM that the caller gave.</summary>
    GivenSbom = 7,

    /// <summary>A file of the caller's trust folder: an input, recorded; never an anchor for whoever verifies.</summary>
    Trust = 8,

    /// <summary>The caller's system file.</summary>
    System = 9,

    /// <summary>What was seen in a file whose bytes are not kept: facts made from it are carried.</summary>
    Observation = 10,

    /// <summary>A waiver, or the signature beside it.</summary>
    Waiver = 11,

    /// <summary>A file of the caller's folder of human evidence: record, signature, import of benchmark results, or content by digest.</summary>
    HumanEvidence = 12,

    /// <summary>The list of a signed set of policies, or the signature over it.</summary>
    PolicySet = 13,

    /// <summary>Every record of a vulnerability feed for the packages of the images, and the names that were looked up.</summary>
    Feed = 14,

    /// <summary>A file of the caller's folder of findings: a scan by another tool, a VEX document, or the history of detections.</summary>
    Finding = 15,

    /// <summary>The caller's node inventory.</summary>
    NodeInventory = 16,
}
