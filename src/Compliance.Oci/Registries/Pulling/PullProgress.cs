namespace Compliance.Oci.Registries.Pulling;

/// <summary>Bytes of blobs that came so far, and of those that were begun.</summary>
public readonly record struct PullProgress(long Bytes, long TotalBytes);
