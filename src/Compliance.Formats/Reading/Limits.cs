namespace Compliance.Formats.Reading;

/// <summary>
/// How much of a stranger's input is read before it is refused. One record travels from the composition root to every reader, so that
/// an operator changes a bound in one place.
/// </summary>
public sealed record Limits
{
    public static Limits Default { get; } = new();

    /// <summary>Bytes of one document held in memory (manifest, SBOM, database, policy); larger ones are refused.</summary>
    public long MaxDocumentBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of one OCI manifest, index or config; the distribution specification asks registries for at least 4 MiB.</summary>
    public long MaxManifestBytes { get; init; } = 8L << 20;

    /// <summary>Bytes of one YAML document: policies, settings and build configurations are written by hand.</summary>
    public long MaxYamlBytes { get; init; } = 8L << 20;

    /// <summary>Nesting of JSON, YAML, XML and DER.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Characters of one string value in a document.</summary>
    public int MaxStringLength { get; init; } = 8 << 20;

    /// <summary>Elements of one list, entries of one map, records of one database.</summary>
    public int MaxItems { get; init; } = 2_000_000;

    /// <summary>Defects kept from one document; the last one kept says how many more there were.</summary>
    public int MaxDefects { get; init; } = 200;

    /// <summary>Entries over all layers of one image; beyond it a gap is recorded.</summary>
    public int MaxImageEntries { get; init; } = 2_000_000;

    /// <summary>Uncompressed bytes of one layer.</summary>
    public long MaxLayerBytes { get; init; } = 64L << 30;

    /// <summary>Uncompressed bytes per compressed byte of a layer, judged after the first 64 MiB.</summary>
    public int MaxCompressionRatio { get; init; } = 500;

    /// <summary>Layers of one image and manifests of one index.</summary>
    public int MaxDescriptors { get; init; } = 4_096;

    /// <summary>Bytes of one file path inside an image.</summary>
    public int MaxPathBytes { get; init; } = 4_096;

    /// <summary>Bytes of image files kept in memory for collectors before they are spooled to a temporary file.</summary>
    public long MaxSpoolMemoryBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of one file of an image that is kept as raw evidence.</summary>
    public long MaxCapturedFileBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of an evidence package, and of all its entries uncompressed.</summary>
    public long MaxPackageBytes { get; init; } = 4L << 30;

    /// <summary>Entries of an evidence package.</summary>
    public int MaxPackageEntries { get; init; } = 20_000;

    /// <summary>Uncompressed bytes per compressed byte of an entry of a package, judged after the first MiB.</summary>
    public int MaxPackageRatio { get; init; } = 200;
}
