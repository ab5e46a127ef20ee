namespace Compliance.Pipeline.Apk.Repositories;

/// <summary>
/// Where indexes and packages are read from. The pipeline never decides by itself to reach for a network: an implementation that can't give a file says so
/// by null, and every byte given is checked against signature, identity and digest by the caller.
/// </summary>
public interface IRepositoryFiles
{
    /// <summary>A seekable stream that the caller disposes; null when there is no such file.</summary>
    /// <param name="path">Repository as configured, <c>/</c>, architecture, <c>/</c>, file name.</param>
    Stream? Open(string path);

    /// <summary>Whether there is such a file, for a message: what is asked so is not needed, and counts as no attempt to have it.</summary>
    bool IsThere(string path)
    {
        using var stream = Open(path);
        return stream is not null;
    }

    /// <summary>Whether a file is not given because nothing may be fetched, and not because there is none.</summary>
    bool IsOutOfReach(string path) => false;
}
