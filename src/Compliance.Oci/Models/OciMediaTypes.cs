using Compliance.Formats;

namespace Compliance.Oci.Models;

/// <summary>Media types of the OCI image specification 1.1 (media-types.md) and of Docker's image manifest version 2, schema 2.</summary>
public static class OciMediaTypes
{
    public static readonly MediaType Index = new("application/vnd.oci.image.index.v1+json");
    public static readonly MediaType Manifest = new("application/vnd.oci.image.manifest.v1+json");
    public static readonly MediaType Config = new("application/vnd.oci.image.config.v1+json");
    public static readonly MediaType Empty = new("application/vnd.oci.empty.v1+json");
    public static readonly MediaType Layer = new("application/vnd.oci.image.layer.v1.tar");
    public static readonly MediaType LayerGzip = new("application/vnd.oci.image.layer.v1.tar+gzip");
    public static readonly MediaType LayerZstd = new("application/vnd.oci.image.layer.v1.tar+zstd");
    public static readonly MediaType DockerManifestList = new("application/vnd.docker.distribution.manifest.list.v2+json");
    public static readonly MediaType DockerManifest = new("application/vnd.docker.distribution.manifest.v2+json");
    public static readonly MediaType DockerConfig = new("application/vnd.docker.container.image.v1+json");

    public static bool IsIndex(MediaType type) => type == Index || type == DockerManifestList;

    public static bool IsManifest(MediaType type) => type == Manifest || type == DockerManifest;

    public static bool IsImageConfig(MediaType type) => type == Config || type == DockerConfig;

    /// <summary>A file system layer, whatever its compression; non-distributable and Docker's foreign ones included.</summary>
    public static bool IsLayer(MediaType type) =>
        type.Text.StartsWith("application/vnd.oci.image.layer.v1.tar", StringComparison.Ordinal)
        || type.Text.StartsWith("application/vnd.oci.image.layer.nondistributable.v1.tar", StringComparison.Ordinal)
        || type.Text.StartsWith("application/vnd.docker.image.rootfs.", StringComparison.Ordinal);
}
