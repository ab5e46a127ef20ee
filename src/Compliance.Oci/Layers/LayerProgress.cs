namespace Compliance.Oci.Layers;

/// <summary>How far the pass over an image is.</summary>
/// <param name="Layer">0 is the base.</param>
/// <param name="BytesRead">Compressed bytes of all layers read so far.</param>
/// <param name="TotalBytes">Compressed bytes of all layers as their descriptors state.</param>
public sealed record LayerProgress(int Layer, int LayerCount, long BytesRead, long TotalBytes);
