using Compliance.Formats;

namespace Compliance.Pipeline.Compose.Output;

/// <param name="Content">The gzip member.</param>
/// <param name="Digest">Of the compressed bytes, which may differ between runtimes.</param>
/// <param name="DiffId">Of the tar archive, which may not.</param>
public sealed record ComposedLayer(ReadOnlyMemory<byte> Content, Digest Digest, Digest DiffId);
