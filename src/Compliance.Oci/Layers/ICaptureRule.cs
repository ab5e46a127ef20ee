namespace Compliance.Oci.Layers;

/// <summary>
/// Says which files' bytes a collector wants out of the one pass over the layers. Asked once a regular file of each layer, also for files that a
/// higher layer replaces or hides. Must be cheap, must not throw, and must answer from its arguments only, so that the same image gives the
/// same evidence. Called from one thread.
/// </summary>
public interface ICaptureRule
{
    /// <param name="path">Relative to the root, in the plain form of <see cref="Files.FileEntry.Path"/>; as the archive has it, links not followed.</param>
    CaptureRequest ByPath(ReadOnlySpan<char> path, long size);

    /// <summary>Asked when <see cref="ByPath"/> answered <see cref="CaptureRequest.AskWithContent"/>.</summary>
    /// <param name="first">The whole file or at least its first 512 bytes.</param>
    CaptureRequest ByContent(ReadOnlySpan<char> path, long size, ReadOnlySpan<byte> first) => CaptureRequest.Ignore;

    /// <summary>Makes the observer of a file for which <see cref="CaptureRequest.Observe"/> was answered.</summary>
    IFileObserver Observe(ReadOnlySpan<char> path, long size) => throw new NotSupportedException("this rule observes nothing");
}
