using Compliance.Formats.Reading;

namespace Compliance.Oci;

/// <summary>What can be wrong with an image and its parts; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class OciCodes
{
    public static readonly DiagnosticCode BadReference = new("OCI-0001");
    public static readonly DiagnosticCode PullingUnavailable = new("OCI-0002");
    public static readonly DiagnosticCode NoLayout = new("OCI-0003");
    public static readonly DiagnosticCode BadLayout = new("OCI-0004");
    public static readonly DiagnosticCode NoSuchImage = new("OCI-0005");
    public static readonly DiagnosticCode AmbiguousImage = new("OCI-0006");
    public static readonly DiagnosticCode BadDescriptor = new("OCI-0007");
    public static readonly DiagnosticCode BadDigest = new("OCI-0008");
    public static readonly DiagnosticCode WrongMediaType = new("OCI-0009");
    public static readonly DiagnosticCode TooManyDescriptors = new("OCI-0010");
    public static readonly DiagnosticCode ManifestTooLarge = new("OCI-0011");
    public static readonly DiagnosticCode NoManifestNorIndex = new("OCI-0012");
    public static readonly DiagnosticCode BlobAbsent = new("OCI-0013");
    public static readonly DiagnosticCode BlobMismatch = new("OCI-0014");
    public static readonly DiagnosticCode IndexesTooDeep = new("OCI-0015");
    public static readonly DiagnosticCode NoImage = new("OCI-0016");
    public static readonly DiagnosticCode BadConfig = new("OCI-0017");
    public static readonly DiagnosticCode PlatformDiffers = new("OCI-0018");
    public static readonly DiagnosticCode SynthesisedManifest = new("OCI-0019");
    public static readonly DiagnosticCode LayoutIsIndex = new("OCI-0020");
    public static readonly DiagnosticCode ArtifactUnreadable = new("OCI-0021");
    public static readonly DiagnosticCode ArtifactSubjectUnclear = new("OCI-0022");
    public static readonly DiagnosticCode ArtifactScanIncomplete = new("OCI-0023");
    public static readonly DiagnosticCode BlobUnreadable = new("OCI-0024");
    public static readonly DiagnosticCode NoSuchPlatform = new("OCI-0025");

    public static readonly DiagnosticCode LayerCountDiffers = new("LAYER-0001");
    public static readonly DiagnosticCode LayerNotTar = new("LAYER-0002");
    public static readonly DiagnosticCode CompressionDiffers = new("LAYER-0003");
    public static readonly DiagnosticCode DiffIdDiffers = new("LAYER-0004");
    public static readonly DiagnosticCode LayerTooLarge = new("LAYER-0005");
    public static readonly DiagnosticCode RatioTooHigh = new("LAYER-0006");
    public static readonly DiagnosticCode TooManyEntries = new("LAYER-0007");
    public static readonly DiagnosticCode PathEscapes = new("LAYER-0008");
    public static readonly DiagnosticCode PathAbsolute = new("LAYER-0009");
    public static readonly DiagnosticCode PathInvalid = new("LAYER-0010");
    public static readonly DiagnosticCode PathNotUtf8 = new("LAYER-0011");
    public static readonly DiagnosticCode PathDuplicate = new("LAYER-0012");
    public static readonly DiagnosticCode BadWhiteout = new("LAYER-0013");
    public static readonly DiagnosticCode FileTooLargeToKeep = new("LAYER-0014");
    public static readonly DiagnosticCode BodyIncomplete = new("LAYER-0015");

    public static readonly DiagnosticCode HardLinkTargetMissing = new("ROOT-0001");
    public static readonly DiagnosticCode ParentNotDirectory = new("ROOT-0002");
    public static readonly DiagnosticCode SymbolicLinkLoop = new("ROOT-0003");
    public static readonly DiagnosticCode RootTooLarge = new("ROOT-0004");

    public static readonly DiagnosticCode BadInventory = new("INV-0001");
    public static readonly DiagnosticCode InventoryNotCanonical = new("INV-0002");
    public static readonly DiagnosticCode InventoryTruncated = new("INV-0003");
    public static readonly DiagnosticCode InventoryTooLarge = new("INV-0004");
}
