using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Pipeline.Compose.Output;

/// <summary>Images of all requested architectures with their index.</summary>
/// <param name="Images">Sorted by architecture.</param>
/// <param name="Notes">What a reviewer should know: signatures over SHA-1 or none on packages, implicit choices, what apko would add.</param>
public sealed record Composition(ImmutableArray<ComposedImage> Images, ReadOnlyMemory<byte> Index, Digest IndexDigest, ImmutableArray<Defect> Notes)
{
    /// <summary>Seconds since 1970-01-01 UTC that everything without a time of its own got.</summary>
    public required long Epoch { get; init; }
}
