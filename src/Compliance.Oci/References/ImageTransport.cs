namespace Compliance.Oci.References;

/// <summary>Where an image is, as skopeo names transports (containers-transports(5)).</summary>
public enum ImageTransport
{
    /// <summary>A folder in the OCI image layout.</summary>
    OciLayout = 0,

    /// <summary>A tar file, compressed or not, of an OCI image layout.</summary>
    OciArchive = 1,

    /// <summary>A tar file as <c>docker save</c> writes it.</summary>
    DockerArchive = 2,
    Registry = 3,
}
