using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Oci.Sources;

/// <summary>
/// Something that holds blobs by digest and the index of a layout. It promises no more than to give bytes: whoever reads them checks them
/// against a digest (<see cref="VerifiedStream"/>). What is absent is no error here. Safe for several threads once made.
/// </summary>
public interface IImageSource : IDisposable
{
    /// <summary>Folder or file, for locators.</summary>
    string Name { get; }

    /// <summary>What was odd in the container itself (archive faults, names twice, a manifest made up for an archive that has none).</summary>
    IReadOnlyList<Defect> Defects { get; }

    /// <summary>What beside the image could not be looked at: each makes the list of what is attached incomplete.</summary>
    IReadOnlyList<Defect> Missed => [];

    /// <summary>The bytes of <c>index.json</c>, or of one made up where the form has none.</summary>
    Reading<ReadOnlyMemory<byte>> ReadIndex(Limits limits);

    /// <summary>Bytes of the blob as it lies there; null when it is absent.</summary>
    long? SizeOf(Digest digest);

    /// <summary>A new, unchecked stream at the first byte, which the caller disposes; null when the blob is absent.</summary>
    /// <exception cref="IOException">The blob is there and can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The blob is there and may not be opened.</exception>
    Stream? Open(Digest digest);

    /// <summary>Every blob that is there, sorted.</summary>
    /// <exception cref="IOException">The blobs can't be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The blobs may not be listed.</exception>
    IEnumerable<Digest> Digests { get; }
}
