using Compliance.Pipeline.Apk.Repositories;

namespace Compliance.Pipeline.AirGap;

/// <summary>Passes files on and keeps which were asked for and given.</summary>
public sealed class RecordingFiles(IRepositoryFiles source) : IRepositoryFiles
{
    private readonly SortedSet<string> given = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Given => given;

    public Stream? Open(string path)
    {
        var stream = source.Open(path);
        if (stream is not null) given.Add(path);
        return stream;
    }

    public bool IsThere(string path) => source.IsThere(path);

    public bool IsOutOfReach(string path) => source.IsOutOfReach(path);
}
