using Compliance.Oci.References;

namespace Compliance.Oci.Registries;

/// <summary>A repository of a registry.</summary>
/// <param name="Host">With the port, as references name it; Docker Hub is <c>docker.io</c>.</param>
public sealed record RepositoryName(string Host, string Path)
{
    /// <exception cref="ArgumentException">The reference names no registry.</exception>
    public static RepositoryName Of(ImageReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference is { Transport: ImageTransport.Registry, Repository: { } path } ? new RepositoryName(reference.Location, path) : throw new ArgumentException("no registry is named", nameof(reference));
    }

    public override string ToString() => $"{Host}/{Path}";
}
