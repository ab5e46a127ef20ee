using Compliance.Oci.Files;

namespace Compliance.Evidence.Acquisition;

/// <summary>
/// Looks into files that are too many or too large to be kept, once, when an image is read, and records what it saw. What collectors make of it
/// is carried: the package alone can't show it again. Pure; never throws for what a stranger wrote.
/// </summary>
public interface IFileObservation
{
    /// <summary>Kebab case; part of the record's origin, <c>kind:path</c>.</summary>
    string Kind { get; }

    bool IsFor(ReadOnlySpan<char> path);

    /// <summary>Canonical JSON of what was seen; null when there is nothing to record.</summary>
    /// <param name="file">Where the file came to lie in the merged file system.</param>
    byte[]? Observe(FileEntry file, ReadOnlyMemory<byte> content);
}
