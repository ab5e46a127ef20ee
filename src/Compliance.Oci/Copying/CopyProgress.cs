namespace Compliance.Oci.Copying;

/// <summary>Bytes of blobs that arrived so far, and of all that have to.</summary>
public readonly record struct CopyProgress(long Bytes, long TotalBytes);
