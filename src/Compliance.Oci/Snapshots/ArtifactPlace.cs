namespace Compliance.Oci.Snapshots;

/// <summary>A place where an attached artifact was found.</summary>
/// <param name="Place">Tag or annotation; empty for a subject.</param>
public sealed record ArtifactPlace(ArtifactDiscovery Discovery, string Place);
